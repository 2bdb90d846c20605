using System.Collections.Immutable;
using Slipway.Api;
using Slipway.Cli.Terminals;

namespace Slipway.Cli.Events;

/// <summary>
/// The same rows as they come. A message's row is printed when nothing more is expected of it (and once at its start, while it runs), so
/// widths are fixed beforehand and a chain's heading comes with its first row.
/// </summary>
internal sealed class TimelineFeed(TimeZoneInfo zone, Screen screen)
{
    // Wide enough for the names of the flows at their depths.
    private static readonly int[] Widths = [12, 5, 36, 8, 8, 5];

    private readonly Dictionary<string, TimelineEntry> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _printed = new(StringComparer.Ordinal);
    private string? _chain;

    /// <summary>The lines that a message, new or changed, adds.</summary>
    public IReadOnlyList<string> Advance(TimelineEntry entry)
    {
        _known[entry.Id] = entry;
        var state = string.Join(',', entry.Deliveries.Select(delivery => $"{delivery.Consumer}:{delivery.State}:{delivery.Attempts}"));
        if (entry.Deliveries.Any(delivery => delivery.State == "ready") || (_printed.TryGetValue(entry.Id, out var before) && before == state))
        {
            return [];
        }

        _printed[entry.Id] = state;
        var lines = new List<string>();
        if (_chain != entry.Operation)
        {
            _chain = entry.Operation;
            lines.Add(TimelineText.Heading(entry, zone, screen.Palette));
        }

        lines.AddRange(TimelineRows.Of(entry, Depth(entry), zone).Select(Line));
        return lines;
    }

    private string Line(IReadOnlyList<string> cells)
    {
        var parts = ImmutableArray.CreateBuilder<string>();
        var left = screen.Width;
        for (var column = 0; column < cells.Count && left > 0; column++)
        {
            var clean = Columns.Clean(cells[column]);
            var text = column >= Widths.Length ? clean : column >= 3 ? Columns.PadLeft(clean, Widths[column]) : Columns.Pad(clean, Widths[column]);
            text = Columns.Cut(text, left);
            left -= Columns.Width(text) + 2;
            parts.Add(TimelineText.Paint(cells, column, text, screen.Palette));
        }

        return string.Join("  ", parts).TrimEnd();
    }

    private int Depth(TimelineEntry entry)
    {
        var depth = 0;
        for (var cause = entry.CausedBy; cause is not null && depth < _known.Count && _known.TryGetValue(cause, out var parent); cause = parent.CausedBy)
        {
            depth++;
        }

        return depth;
    }
}
