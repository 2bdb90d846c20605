namespace Slipway.Messaging.RabbitMq;

/// <summary>What became of one row.</summary>
/// <param name="Row">The row.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Error">Why it was not confirmed, for people; null if it was.</param>
internal readonly record struct SendResult(OutboxRow Row, SendOutcome Outcome, string? Error);
