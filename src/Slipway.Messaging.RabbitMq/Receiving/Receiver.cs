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
    private volatile bool _isStopping;

    public async Task StartAsync(ushort prefetch, CancellationToken cancellationToken)
    {
        await channel.BasicQosAsync(0, prefetch, global: false, cancellationToken).ConfigureAwait(false);
        await channel.BasicConsumeAsync(queue, autoAck: false, consumer, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Ends <see cref="RunAsync"/> after the batch that is being stored. The consumer is not cancelled: the broker would at once deliver to the
    /// next process, which might store what comes later in a key before what is still in hand here. It gets both, in order, when the channel closes.
    /// </summary>
    public void Stop()
    {
        _isStopping = true;
        consumer.Complete();
    }

    /// <summary>Stores and acknowledges until it is stopped or nothing more comes. Delivery tags are those of this channel and die with it.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        var batch = new List<Arrival>();
        while (!_isStopping && await consumer.Arrivals.WaitToReadAsync(stopping).ConfigureAwait(false))
        {
            Fill(batch);
            while (batch.Count > 0 && !_isStopping)
            {
                var stored = await StoreAsync(batch, stopping).ConfigureAwait(false);
                await channel.BasicAckAsync(batch[stored - 1].Tag, multiple: true, stopping).ConfigureAwait(false);
                batch.RemoveRange(0, stored);
                Fill(batch);
            }
        }
    }

    private void Fill(List<Arrival> batch)
    {
        while (batch.Count < batchSize && consumer.Arrivals.TryRead(out var arrival))
        {
            batch.Add(arrival);
        }
    }

    private async Task<int> StoreAsync(List<Arrival> batch, CancellationToken stopping)
    {
        var began = TimeProvider.System.GetTimestamp();
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                return await inbox.StoreAsync(batch, queue, stopping).ConfigureAwait(false);
            }
            catch (Exception error) when (!stopping.IsCancellationRequested && TimeProvider.System.GetElapsedTime(began) < Patience)
            {
                logger.InboxFailed(error, batch.Count, queue, pause);
                await Task.Delay(pause, TimeProvider.System, stopping).ConfigureAwait(false);
            }
        }
    }
}
