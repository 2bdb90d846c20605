using System.Text.Json;

namespace Slipway.Messaging;

/// <summary>
/// Rows that a statement takes all at once, however many there are, so that it is prepared once and costs one round trip. On either database the
/// statement is the same but for where the rows come from.
/// </summary>
internal sealed class RowSet<TRow>(RowForm form, params RowColumn<TRow>[] columns)
{
    private readonly bool _hasBytes = columns.Any(c => c.IsBytes);
    private RowBuffers? _spare;

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
        return $"(select {string.Join(", ", columns.Select(c => $"{c.Read(ref place)} as {c.Name}"))} from json_each(cast(@rows as text))) u";
    }

    private List<(string Name, object? Value)> ToJson(TRow[] rows)
    {
        var buffers = Interlocked.Exchange(ref _spare, null) ?? new RowBuffers();
        using (var json = new Utf8JsonWriter(buffers.Text, new JsonWriterOptions { SkipValidation = true }))
        {
            json.WriteStartArray();
            foreach (var row in rows)
            {
                json.WriteStartArray();
                foreach (var column in columns)
                {
                    column.Write(json, buffers.Bytes, row);
                }
                json.WriteEndArray();
            }
            json.WriteEndArray();
        }
        List<(string Name, object? Value)> values = [("@rows", buffers.Text.WrittenSpan.ToArray())];
        if (_hasBytes)
        {
            values.Add(("@bytes", buffers.Bytes.WrittenSpan.ToArray()));
        }
        buffers.Clear();
        _spare = buffers.AreSmall ? buffers : null;
        return values;
    }
}
