namespace Slipway.Messaging.RabbitMq;

/// <summary>What the broker delivered.</summary>
/// <param name="Tag">The delivery's number on its channel.</param>
/// <param name="Message">The message; what could be read of it where <paramref name="Problem"/> is set.</param>
/// <param name="Problem">Why it cannot be handled, for people; null if it can.</param>
internal readonly record struct Arrival(ulong Tag, WireMessage Message, string? Problem);
