using Microsoft.Extensions.Logging;
using RabbitMQ.Client;

namespace Slipway.Messaging.RabbitMq;

/// <summary>
/// Receives from one queue over a channel of its own: stores what is there in one transaction, then acknowledges all of it at once. What
/// arrives while a batch is stored makes up the next one, so a batch never waits to become larger.
/// </summary>
internal sealed class Receiver(IChannel channel, string queue, QueueConsumer consumer, Inbox inbox, int batchSize, ILogger logger)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    // A delivery is held for less than the shortest time after which a broker gives up on a consumer.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private string _tag = "";

    public async Task StartAsync(ushort prefetch, CancellationToken cancellationToken)
    {
        await channel.BasicQosAsync(0, prefetch, global: false, cancellationToken).ConfigureAwait(false);
        _tag = await channel.BasicConsumeAsync(queue, autoAck: false, consumer, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Asks the broker to deliver no more. What it has delivered is still stored and acknowledged.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await channel.BasicCancelAsync(_tag, noWait: false, cancellationToken).ConfigureAwait(false);
        consumer.Complete();
    }

    /// <summary>Stores and acknowledges until nothing more comes. Delivery tags are those of this channel and die with it.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        var batch = new List<Arrival>();
        while (await consumer.Arrivals.WaitToReadAsync(stopping).ConfigureAwait(false))
        {
            while (batch.Count < batchSize && consumer.Arrivals.TryRead(out var arrival))
            {
                batch.Add(arrival);
            }
            if (batch.Count == 0)
            {
                continue;
            }
            await StoreAsync(batch, stopping).ConfigureAwait(false);
            await channel.BasicAckAsync(batch[^1].Tag, multiple: true, stopping).ConfigureAwait(false);
            batch.Clear();
        }
    }

    private async Task StoreAsync(List<Arrival> batch, CancellationToken stopping)
    {
        var began = TimeProvider.System.GetTimestamp();
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                await inbox.StoreAsync(batch, queue, stopping).ConfigureAwait(false);
                return;
            }
            catch (Exception error) when (!stopping.IsCancellationRequested && TimeProvider.System.GetElapsedTime(began) < Patience)
            {
                logger.InboxFailed(error, batch.Count, queue, pause);
                await Task.Delay(pause, TimeProvider.System, stopping).ConfigureAwait(false);
            }
        }
    }
}
