using Microsoft.Extensions.Logging;
using RabbitMQ.Client;

namespace Slipway.Messaging.RabbitMq;

/// <summary>A connection that receives from every queue of the application.</summary>
internal sealed class ReceivingSession(IConnection connection, ILogger logger) : Session(connection, logger)
{
    private readonly List<Receiver> _receivers = [];
    private readonly CancellationTokenSource _stopReceiving = new();
    private Task _received = Task.CompletedTask;

    public async Task AddReceiverAsync(
        string queue, MessageKind? kind, Inbox inbox, RabbitMqOptions options, IMessageClock clock, CancellationToken cancellationToken)
    {
        var channel = await Connection.CreateChannelAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        Watch(channel, queue);
        var consumer = new QueueConsumer(channel, queue, kind, clock, Lose);
        var receiver = new Receiver(channel, queue, consumer, inbox, options.InboxBatch, Logger);
        await receiver.StartAsync((ushort)options.Prefetch, cancellationToken).ConfigureAwait(false);
        _receivers.Add(receiver);
    }

    /// <summary>Begins to store what arrives.</summary>
    public void Receive() => _received = Task.WhenAll(_receivers.Select(ReceiveAsync));

    /// <summary>Receives no more, and waits for a while until what is being stored is, and is acknowledged. The broker has the rest.</summary>
    public async Task StopReceivingAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        try
        {
            _receivers.ForEach(receiver => receiver.Stop());
            await _received.WaitAsync(limit, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            // The broker delivers again what was not acknowledged.
            Lose($"stopping to receive failed: {error.Message}");
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await _stopReceiving.CancelAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
        await _received.ConfigureAwait(false);
        _stopReceiving.Dispose();
    }

    private async Task ReceiveAsync(Receiver receiver)
    {
        try
        {
            await receiver.RunAsync(_stopReceiving.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stopReceiving.IsCancellationRequested)
        {
            // Closed.
        }
        catch (Exception error)
        {
            Lose($"receiving failed: {error.Message}");
        }
    }
}
