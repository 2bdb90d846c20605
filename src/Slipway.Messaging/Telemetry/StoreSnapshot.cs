using System.Collections.Immutable;

namespace Slipway.Messaging;

/// <summary>What the database held at one moment.</summary>
/// <param name="TakenAt">When, by this process's clock.</param>
/// <param name="Counts">What is not settled, by name and condition.</param>
/// <param name="OldestRunnable">By name, how many could be begun and since when (by this process's clock) the oldest is ready that could be begun: none of its key runs or comes first.</param>
/// <param name="OutboxPending">How many messages a broker has yet to take.</param>
/// <param name="OutboxOldest">Since when the oldest of those waits; null where there is none.</param>
internal sealed record StoreSnapshot(
    DateTimeOffset TakenAt,
    ImmutableArray<ConditionCount> Counts,
    ImmutableArray<ConditionCount> OldestRunnable,
    long OutboxPending,
    DateTimeOffset? OutboxOldest);
