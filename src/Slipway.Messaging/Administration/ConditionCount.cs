namespace Slipway.Messaging;

/// <summary>How many deliveries of one name are in one condition.</summary>
/// <param name="Name">The name on the wire.</param>
/// <param name="Condition">The condition.</param>
/// <param name="Count">How many; at least 1.</param>
/// <param name="OldestSince">Since when the oldest is in it; see <see cref="DeliverySummary.Since"/>.</param>
public sealed record ConditionCount(string Name, MessageCondition Condition, long Count, DateTimeOffset OldestSince);
