using System.Text;
using System.Text.Json;

namespace Slipway.Messaging;

/// <summary>
/// Rows that a statement takes all at once, however many there are, so that it is prepared once and costs one round trip. On either database the
/// statement is the same but for where the rows come from.
/// </summary>
internal sealed class RowSet<TRow>(RowForm form, params RowColumn<TRow>[] columns)
{
    /// <summary>Gets the rows as <c>u</c> for a FROM clause; in their order on SQLite, and with their order as <c>place</c> on PostgreSQL.</summary>
    public string Source { get; } = form == RowForm.Arrays ? Unnested(columns) : FromJson(columns);

    /// <summary>Gets what keeps the order of the rows, for the end of a SELECT from them.</summary>
    public string InOrder { get; } = form == RowForm.Arrays ? "order by u.place" : "";

    /// <summary>The parameters of the rows, and <paramref name="others"/>.</summary>
    public (string Name, object? Value)[] Values(TRow[] rows, params ReadOnlySpan<(string Name, object? Value)> others) =>
        form == RowForm.Arrays
            ? [.. columns.Select(c => ("@" + c.Name + "s", (object?)c.ToArray(rows))), .. others]
            : [.. ToJson(rows), .. others];

    private static string Unnested(RowColumn<TRow>[] columns) =>
        $"unnest({string.Join(", ", columns.Select(c => $"@{c.Name}s"))}) with ordinality as u ({string.Join(", ", columns.Select(c => c.Name))}, place)";

    private static string FromJson(RowColumn<TRow>[] columns)
    {
        var place = 0;
        return $"(select {string.Join(", ", columns.Select(c => $"{c.Read(ref place)} as {c.Name}"))} from json_each(@rows)) u";
    }

    private List<(string Name, object? Value)> ToJson(TRow[] rows)
    {
        using var text = new MemoryStream();
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(text, new JsonWriterOptions { SkipValidation = true }))
        {
            json.WriteStartArray();
            foreach (var row in rows)
            {
                json.WriteStartArray();
                foreach (var column in columns)
                {
                    column.Write(json, bytes, row);
                }
                json.WriteEndArray();
            }
            json.WriteEndArray();
        }
        List<(string Name, object? Value)> values = [("@rows", Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length))];
        if (Source.Contains("@bytes", StringComparison.Ordinal))
        {
            values.Add(("@bytes", bytes.ToArray()));
        }
        return values;
    }
}
