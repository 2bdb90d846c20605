namespace Slipway.Messaging.RabbitMq;

/// <summary>Who holds rows of the outbox, and for how long others leave them alone unless the holder is known to be gone.</summary>
/// <param name="Owner">The holder.</param>
/// <param name="For">For how long.</param>
internal sealed record RelayClaim(OwnerId Owner, TimeSpan For);
