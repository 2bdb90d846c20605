using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Slipway.Messaging.RabbitMq;

/// <summary>
/// Keeps a session with the broker for as long as the host runs. A broker that cannot be reached is no reason not to start: what is sent is
/// stored. One that has a different topology is.
/// </summary>
internal sealed class RabbitMqService(
    SessionFactory sessions, Relay relay, Subscriptions subscriptions, Bindings bindings, RabbitMqState state,
    IOptions<RabbitMqOptions> options, ILogger<RabbitMqService> logger) : IHostedLifecycleService, IAsyncDisposable, IDisposable
{
    private static readonly TimeSpan StableAfter = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan SettleTime = TimeSpan.FromSeconds(2);

    private readonly RabbitMqOptions _options = options.Value;
    private readonly OwnerId _owner = OwnerId.Create();
    private readonly CancellationTokenSource _stopSupervising = new();
    private readonly CancellationTokenSource _stopRelaying = new();
    private readonly CancellationTokenSource _giveUp = new();
    private IReadOnlyCollection<(string Name, MessageKind Kind)> _obsolete = [];
    private Task _supervising = Task.CompletedTask;
    private Task _stopReceiving = Task.CompletedTask;
    private volatile bool _receives = true;
    private volatile Session? _session;
    private bool _isStarting;
    private bool _isStarted;
    private bool _isStopped;

    /// <summary>Connects if the broker is there, before anything else of the host starts. Once only, however often it is called.</summary>
    /// <exception cref="TopologyMismatchException">The broker has something different of the same name.</exception>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (_isStarting)
        {
            return;
        }
        _isStarting = true;
        _obsolete = await bindings.ObsoleteAsync(cancellationToken).ConfigureAwait(false);

        // Before anything is bound: an application that may not do a task must not get it either.
        await subscriptions.EnsureAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            _session = await ConnectAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not TopologyMismatchException && !cancellationToken.IsCancellationRequested)
        {
            NotConnected(error, TimeSpan.Zero);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (!_isStarted)
        {
            _isStarted = true;
            _supervising = SuperviseAsync(_stopSupervising.Token);
        }
        return Task.CompletedTask;
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Receives no more, while the worker server takes no more and lets its handlers end.</summary>
    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        _receives = false;
        _stopReceiving = _session?.StopReceivingAsync(_options.FlushTimeout, cancellationToken) ?? Task.CompletedTask;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Sends what the handlers have left, then closes.</summary>
    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        if (_isStopped)
        {
            return;
        }
        _isStopped = true;
        await _stopReceiving.ConfigureAwait(false);
        _giveUp.CancelAfter(_options.FlushTimeout + SettleTime);
        await _stopRelaying.CancelAsync().ConfigureAwait(false);
        await _stopSupervising.CancelAsync().ConfigureAwait(false);
        await _supervising.ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await StoppedAsync(CancellationToken.None).ConfigureAwait(false);
        if (_session is { } session)
        {
            await session.DisposeAsync().ConfigureAwait(false);   // the host did not start
        }
        Dispose();
    }

    public void Dispose()
    {
        _stopRelaying.Dispose();
        _stopSupervising.Dispose();
        _giveUp.Dispose();
    }

    private async Task SuperviseAsync(CancellationToken stopping)
    {
        var backOff = new BackOff(_options.ReconnectDelay);
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var session = _session ??= await ConnectAsync(stopping).ConfigureAwait(false);
                var began = TimeProvider.System.GetTimestamp();
                var reason = await RunAsync(session, stopping).ConfigureAwait(false);
                if (stopping.IsCancellationRequested)
                {
                    break;
                }
                if (TimeProvider.System.GetElapsedTime(began) > StableAfter)
                {
                    backOff.Reset();
                }
                logger.SessionLost(reason);
                state.Disconnected(reason, isWrong: false);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                break;
            }
            catch (Exception error)
            {
                NotConnected(error, backOff.Next);
            }
            await PauseAsync(backOff.Take(), stopping).ConfigureAwait(false);
        }
    }

    /// <summary>Relays and receives until a part of the session ends, or the host stops.</summary>
    /// <returns>Why it ended.</returns>
    private async Task<string> RunAsync(Session session, CancellationToken stopping)
    {
        using var stopRelay = CancellationTokenSource.CreateLinkedTokenSource(_stopRelaying.Token);
        var relaying = Task.CompletedTask;
        try
        {
            if (_receives)
            {
                using var limit = LimitOfOneTry(stopping);
                await sessions.ReceiveAsync(session, _obsolete, limit.Token).ConfigureAwait(false);
            }
            state.Connected();
            relaying = relay.RunAsync(session.Publisher!, _owner, () => session.IsLost, stopRelay.Token, _giveUp.Token);
            return await session.Lost.WaitAsync(stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return "stopped";
        }
        finally
        {
            await EndAsync(session, relaying, stopRelay, flush: stopping.IsCancellationRequested).ConfigureAwait(false);
        }
    }

    private async Task EndAsync(Session session, Task relaying, CancellationTokenSource stopRelay, bool flush)
    {
        await stopRelay.CancelAsync().ConfigureAwait(false);
        using var limit = new CancellationTokenSource(_options.FlushTimeout, TimeProvider.System);
        var sending = flush && !session.IsLost
            ? Task.WhenAll(relaying, relay.FlushAsync(session.Publisher!, _owner, () => session.IsLost, limit.Token, _giveUp.Token))
            : Task.CompletedTask;
        await Task.WhenAny(sending, Task.Delay(_options.FlushTimeout, TimeProvider.System, CancellationToken.None)).ConfigureAwait(false);

        // Closed before the relay is waited for: what still waits for a confirm then ends at once.
        _session = null;
        await session.DisposeAsync().ConfigureAwait(false);
        await sending.ConfigureAwait(false);
        await relaying.ConfigureAwait(false);
    }

    private async Task<Session> ConnectAsync(CancellationToken cancellationToken)
    {
        using var limit = LimitOfOneTry(cancellationToken);
        return await sessions.ConnectAsync(_obsolete, limit.Token).ConfigureAwait(false);
    }

    // A broker that has just begun may take a connection and then not answer; the next try finds it ready.
    private CancellationTokenSource LimitOfOneTry(CancellationToken cancellationToken)
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_options.ConnectTimeout);
        return limit;
    }

    private void NotConnected(Exception error, TimeSpan pause)
    {
        if (error is TopologyMismatchException)
        {
            logger.TopologyDiffers(error);
        }
        var reason = error.InnerException is { } inner ? $"{error.Message}: {inner.Message}" : error.Message;
        logger.NotConnected(sessions.Address, reason, pause);
        state.Disconnected(reason, error is TopologyMismatchException);
    }

    private static async Task PauseAsync(TimeSpan pause, CancellationToken stopping)
    {
        try
        {
            await Task.Delay(pause, TimeProvider.System, stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The loop sees it.
        }
    }
}
