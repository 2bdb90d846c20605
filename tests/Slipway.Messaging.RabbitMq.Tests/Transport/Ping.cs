namespace Slipway.Messaging.RabbitMq.Tests.Transport;

/// <summary>A task with a key.</summary>
[Work("wire.ping")]
public sealed record Ping(int Number, string Key = "");
