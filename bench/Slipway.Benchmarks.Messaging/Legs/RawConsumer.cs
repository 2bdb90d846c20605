using System.Threading.Channels;
using RabbitMQ.Client;

namespace Slipway.Benchmarks.Messaging;

/// <summary>Takes the number off each body, and leaves it to a loop to acknowledge at most fifty at a time, as fast a consumer as there is.</summary>
internal sealed class RawConsumer(IChannel channel, Arrivals arrivals) : AsyncDefaultBasicConsumer(channel)
{
    private const int Batch = 50;
    private readonly Channel<ulong> _tags = System.Threading.Channels.Channel.CreateUnbounded<ulong>(
        new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });

    public override Task HandleBasicDeliverAsync(
        string consumerTag, ulong deliveryTag, bool redelivered, string exchange, string routingKey, IReadOnlyBasicProperties properties,
        ReadOnlyMemory<byte> body, CancellationToken cancellationToken = default)
    {
        var (number, sentAt) = RawBody.Decode(body.Span);
        arrivals.Add(number, sentAt);
        _tags.Writer.TryWrite(deliveryTag);
        return Task.CompletedTask;
    }

    public async Task AcknowledgeAsync(CancellationToken cancellationToken)
    {
        while (await _tags.Reader.WaitToReadAsync(cancellationToken))
        {
            ulong last = 0;
            for (var taken = 0; taken < Batch && _tags.Reader.TryRead(out var tag); taken++)
            {
                last = tag;
            }
            await Channel.BasicAckAsync(last, multiple: true, cancellationToken);
        }
    }
}
