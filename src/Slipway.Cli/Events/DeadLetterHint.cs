using System.Collections.Immutable;
using Slipway.Api;
using Slipway.Cli.Messages;

namespace Slipway.Cli.Events;

/// <summary>Points from the history of an environment to its dead letters.</summary>
internal static class DeadLetterHint
{
    public static ImmutableArray<string> Of(IEnumerable<TimelineEntry> entries, string command)
    {
        var dead = entries.Where(IsDead).Select(entry => MessageTable.Short(entry.Id)).ToArray();
        return dead switch
        {
            [] => [],
            [var only] =>
            [
                $"notice: {only} is a dead letter: it was given up",
                $"  next step: {command} messages show {only} says why, {command} messages replay {only} sends it again",
            ],
            [.., var latest] =>
            [
                $"notice: {dead.Length} messages are dead letters: they were given up, {latest} last",
                $"  next step: {command} messages --state dead lists them, {command} messages show {latest} says why",
            ],
        };
    }

    public static bool IsDead(TimelineEntry entry) => !entry.Deliveries.IsDefaultOrEmpty && entry.Deliveries.Any(delivery => delivery.State == MessageStates.Dead);
}
