namespace Slipway.Messaging;

/// <summary>What one part of messaging says of itself.</summary>
/// <param name="Part">Which part, in a word or two: <c>store</c>, <c>claim loop</c>, <c>rabbitmq</c>. Unique in a report.</param>
/// <param name="State">How well it does.</param>
/// <param name="Reason">One line for people: why it is so, and since when. Never a password or an address with one.</param>
public sealed record HealthFinding(string Part, HealthState State, string Reason);
