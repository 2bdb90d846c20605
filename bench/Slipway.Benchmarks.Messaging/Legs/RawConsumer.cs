using RabbitMQ.Client;

namespace Slipway.Benchmarks.Messaging;

/// <summary>Reads the number and acknowledges, without the copies that the client's event-based consumer makes.</summary>
internal sealed class RawConsumer(IChannel channel, Arrivals arrivals) : AsyncDefaultBasicConsumer(channel)
{
    public override async Task HandleBasicDeliverAsync(
        string consumerTag, ulong deliveryTag, bool redelivered, string exchange, string routingKey, IReadOnlyBasicProperties properties,
        ReadOnlyMemory<byte> body, CancellationToken cancellationToken = default)
    {
        var (number, sentAt) = RawBody.Decode(body.Span);
        arrivals.Add(number, sentAt);
        await Channel.BasicAckAsync(deliveryTag, multiple: false, cancellationToken);
    }
}
