using System.Collections.Immutable;

namespace Slipway.Messaging;

/// <summary>Which deliveries are meant. What is null or empty does not restrict.</summary>
public sealed record MessageFilter
{
    /// <summary>Gets the conditions of what is not settled: everything that still waits for a worker or for a person.</summary>
    public static ImmutableArray<MessageCondition> Unsettled { get; } =
        [MessageCondition.Ready, MessageCondition.Waiting, MessageCondition.Running, MessageCondition.Retrying, MessageCondition.Dead];

    /// <summary>Gets the conditions; empty is <see cref="Unsettled"/>.</summary>
    public ImmutableArray<MessageCondition> Conditions { get; init; } = [];

    /// <summary>Gets the name on the wire.</summary>
    public string? Name { get; init; }

    /// <summary>Gets a part of the outcome (of the last error, say), whatever its case.</summary>
    public string? Reason { get; init; }

    /// <summary>Gets how long it must have been in its condition at least; see <see cref="DeliverySummary.Since"/>.</summary>
    public TimeSpan? OlderThan { get; init; }

    /// <summary>Gets the chain.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>Gets how many there may be, the newest first. Default 50; at least 1.</summary>
    public int Limit { get; init; } = 50;
}
