namespace Slipway.Messaging.RabbitMq.Tests.Transport;

/// <summary>An event.</summary>
[Event("wire.pinged")]
public sealed record Pinged(int Number);
