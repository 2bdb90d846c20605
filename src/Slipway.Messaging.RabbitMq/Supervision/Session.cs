using Microsoft.Extensions.Logging;
using RabbitMQ.Client;

namespace Slipway.Messaging.RabbitMq;

/// <summary>
/// Two connections to the broker and what lives on them: one sends, one receives, as a broker under an alarm stops reading from whoever
/// sends, and acknowledgements must get through. It is whole or over: the first part that ends, ends it, and the supervisor makes a new one.
/// </summary>
internal sealed class Session : IAsyncDisposable
{
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);

    private readonly TaskCompletionSource<string> _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ILogger _logger;
    private readonly List<Receiver> _receivers = [];
    private readonly CancellationTokenSource _stopReceiving = new();
    private readonly IConnection _receiving;
    private readonly IConnection _sending;
    private readonly Deadlines _deadlines;
    private Task _received = Task.CompletedTask;

    public Session(IConnection sending, IConnection receiving, Deadlines deadlines, ILogger logger)
    {
        _sending = sending;
        _receiving = receiving;
        _deadlines = deadlines;
        _logger = logger;
        Watch(sending);
        Watch(receiving);
    }

    /// <summary>Gets what ends, with the reason, when the first part of it has ended.</summary>
    public Task<string> Lost => _lost.Task;

    public bool IsLost => _lost.Task.IsCompleted;

    public Publisher? Publisher { get; private set; }

    public async Task OpenPublisherAsync(Topology topology, string application, CancellationToken cancellationToken)
    {
        var channel = await _sending.CreateChannelAsync(Publisher.ChannelOptions, cancellationToken).ConfigureAwait(false);
        Watch(channel, "publish");
        Publisher = new Publisher(channel, topology, application, _deadlines);
    }

    /// <summary>Notes that the broker stops taking messages, and that it takes them again.</summary>
    public void OnBlocked(Action<string?> changed)
    {
        _sending.ConnectionBlockedAsync += (_, args) =>
        {
            changed(args.Reason);
            return Task.CompletedTask;
        };
        _sending.ConnectionUnblockedAsync += (_, _) =>
        {
            changed(null);
            return Task.CompletedTask;
        };
    }

    public async Task AddReceiverAsync(
        string queue, MessageKind? kind, Inbox inbox, RabbitMqOptions options, IMessageClock clock, CancellationToken cancellationToken)
    {
        var channel = await _receiving.CreateChannelAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        Watch(channel, queue);
        var consumer = new QueueConsumer(channel, queue, kind, clock, Lose);
        var receiver = new Receiver(channel, queue, consumer, inbox, options.InboxBatch, _logger);
        await receiver.StartAsync((ushort)options.Prefetch, cancellationToken).ConfigureAwait(false);
        _receivers.Add(receiver);
    }

    /// <summary>Begins to store what arrives.</summary>
    public void Receive() => _received = Task.WhenAll(_receivers.Select(ReceiveAsync));

    /// <summary>Receives no more, and waits for a while until what has arrived is stored and acknowledged.</summary>
    public async Task StopReceivingAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var receiver in _receivers)
            {
                await receiver.StopAsync(cancellationToken).ConfigureAwait(false);
            }
            await _received.WaitAsync(limit, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            // The broker delivers again what was not acknowledged.
            Lose($"stopping to receive failed: {error.Message}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        Lose("closed");
        await _stopReceiving.CancelAsync().ConfigureAwait(false);
        await CloseAsync(_receiving).ConfigureAwait(false);
        await CloseAsync(_sending).ConfigureAwait(false);
        await _received.ConfigureAwait(false);
        _stopReceiving.Dispose();
        _deadlines.Dispose();
    }

    private void Lose(string reason) => _lost.TrySetResult(reason);

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

    private void Watch(IConnection connection) => connection.ConnectionShutdownAsync += (_, args) =>
    {
        Lose($"the connection ended: {args.ReplyText}");
        return Task.CompletedTask;
    };

    private void Watch(IChannel channel, string what) => channel.ChannelShutdownAsync += (_, args) =>
    {
        Lose($"the channel for '{what}' ended: {args.ReplyText}");
        return Task.CompletedTask;
    };

    private async Task CloseAsync(IConnection connection)
    {
        try
        {
            await connection.CloseAsync(Constants.ReplySuccess, "closed", CloseTimeout, abort: true, CancellationToken.None).ConfigureAwait(false);
            await connection.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception error)
        {
            _logger.CloseFailed(error);
        }
    }
}
