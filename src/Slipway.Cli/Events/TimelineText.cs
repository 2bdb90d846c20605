using System.Collections.Immutable;
using System.Globalization;
using Slipway.Api;
using Slipway.Cli.Terminals;

namespace Slipway.Cli.Events;

/// <summary>The history of an environment: a heading and a table for each chain of messages.</summary>
internal static class TimelineText
{
    private const int NameColumn = 2;
    private const int OutcomeColumn = 6;

    public static ImmutableArray<string> Render(IEnumerable<TimelineEntry> entries, TimeZoneInfo zone, Screen screen)
    {
        var lines = ImmutableArray.CreateBuilder<string>();
        foreach (var chain in TimelineOrder.Chains(entries))
        {
            if (lines.Count > 0)
            {
                lines.Add(string.Empty);
            }

            lines.Add(Heading(chain[0].Entry, zone, screen.Palette));
            var rows = chain.SelectMany(row => TimelineRows.Of(row.Entry, row.Depth, zone)).ToArray();
            lines.AddRange(TextTable.Lay(TimelineRows.Headings, rows, screen.Width, (row, column, text) => Paint(row < 0 ? null : rows[row], column, text, screen.Palette)));
        }

        return lines.ToImmutable();
    }

    public static string Heading(TimelineEntry first, TimeZoneInfo zone, Palette palette)
    {
        var day = TimeZoneInfo.ConvertTime(first.SentAt, zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return palette.Dim($"trace {first.TraceId}, {day}, operation {first.Operation}");
    }

    public static string Paint(IReadOnlyList<string>? cells, int column, string text, Palette palette) => (cells, column) switch
    {
        (null, _) => palette.Dim(text),
        (_, NameColumn) => palette.Bold(text),
        (_, OutcomeColumn) when cells[OutcomeColumn].StartsWith("dead", StringComparison.Ordinal) => palette.Bad(text),
        (_, OutcomeColumn) when cells[OutcomeColumn].StartsWith("done", StringComparison.Ordinal) => palette.Good(text),
        (_, OutcomeColumn) when cells[OutcomeColumn].StartsWith("running", StringComparison.Ordinal) => palette.Attention(text),
        _ => text,
    };
}
