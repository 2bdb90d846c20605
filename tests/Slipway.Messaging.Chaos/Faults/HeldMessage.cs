using RabbitMQ.Client;

namespace Slipway.Messaging.Chaos;

/// <summary>A message that the harness took from a queue.</summary>
internal sealed record HeldMessage(BasicProperties Properties, byte[] Body, ulong Tag);
