using System.Threading.Channels;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Slipway.Messaging.RabbitMq;

/// <summary>Takes what the broker delivers from one queue, and hears when it delivers no more.</summary>
internal sealed class QueueConsumer(IChannel channel, string queue, MessageKind? kind, IMessageClock clock, Action<string> lost) : AsyncDefaultBasicConsumer(channel)
{
    // Bounded by the prefetch: the broker sends no more than that before it is acknowledged.
    private readonly Channel<Arrival> _arrivals = System.Threading.Channels.Channel.CreateUnbounded<Arrival>(
        new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });

    public ChannelReader<Arrival> Arrivals => _arrivals.Reader;

    /// <summary>Takes nothing more; what is there can still be read.</summary>
    public void Complete() => _arrivals.Writer.TryComplete();

    public override Task HandleBasicDeliverAsync(
        string consumerTag, ulong deliveryTag, bool redelivered, string exchange, string routingKey, IReadOnlyBasicProperties properties,
        ReadOnlyMemory<byte> body, CancellationToken cancellationToken = default)
    {
        // Copied while it is ours: the client reuses its memory after the call.
        _arrivals.Writer.TryWrite(WireDecoder.Decode(properties, routingKey, kind, body.Span, deliveryTag, clock.Now()));
        return Task.CompletedTask;
    }

    public override Task HandleBasicCancelAsync(string consumerTag, CancellationToken cancellationToken = default)
    {
        lost($"the broker delivers nothing from '{queue}' any more: the queue was deleted or moved");
        return base.HandleBasicCancelAsync(consumerTag, cancellationToken);
    }

    public override Task HandleChannelShutdownAsync(object channel, ShutdownEventArgs reason)
    {
        Complete();
        return base.HandleChannelShutdownAsync(channel, reason);
    }
}
