using System.Collections.Immutable;
using Slipway.Api;

namespace Slipway.Cli.Events;

/// <summary>Messages by chain (the oldest first), in the order of their sending, and how far each is from the first of its chain.</summary>
internal static class TimelineOrder
{
    public static ImmutableArray<ImmutableArray<(TimelineEntry Entry, int Depth)>> Chains(IEnumerable<TimelineEntry> entries)
    {
        return
        [
            .. entries
                .GroupBy(entry => entry.Operation, StringComparer.Ordinal)
                .OrderBy(chain => chain.Min(entry => entry.SentAt))
                .Select(chain => WithDepths([.. chain.OrderBy(entry => entry.SentAt)])),
        ];
    }

    private static ImmutableArray<(TimelineEntry Entry, int Depth)> WithDepths(ImmutableArray<TimelineEntry> chain)
    {
        // Two messages of the same instant may stand in the wrong order, so the depth is walked, not counted on the way.
        var causes = chain.ToDictionary(entry => entry.Id, entry => entry.CausedBy, StringComparer.Ordinal);
        var rows = chain.Select(entry => (Entry: entry, Depth: Depth(entry.Id))).ToImmutableArray();
        return [.. rows.OrderBy(row => row.Entry.SentAt).ThenBy(row => row.Depth)];

        int Depth(string id)
        {
            var depth = 0;
            for (var cause = causes[id]; cause is not null && causes.TryGetValue(cause, out var next) && depth < causes.Count; cause = next)
            {
                depth++;
            }

            return depth;
        }
    }
}
