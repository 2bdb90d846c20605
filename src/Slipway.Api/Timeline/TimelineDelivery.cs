namespace Slipway.Api;

/// <summary>What became of a message at one subscriber.</summary>
/// <param name="Consumer">The subscriber.</param>
/// <param name="State"><c>ready</c>, <c>running</c>, <c>done</c>, <c>dead</c> or <c>superseded</c>.</param>
/// <param name="Attempts">How often it was begun.</param>
/// <param name="QueueMilliseconds">From sending to the (latest) beginning; null before it began.</param>
/// <param name="RunMilliseconds">From the latest beginning to the end; null before it ended.</param>
/// <param name="Outcome">One line; null for none.</param>
public sealed record TimelineDelivery(string Consumer, string State, int Attempts, double? QueueMilliseconds, double? RunMilliseconds, string? Outcome);
