using Microsoft.Extensions.Logging;

namespace Slipway.Messaging.RabbitMq;

/// <summary>
/// One side of the wire, that which sends or that which receives: keeps a connection of its own for as long as the host runs, whatever the
/// other side does. A broker that cannot be reached is no reason not to start, as what is sent is stored; one that has a different topology is.
/// </summary>
internal abstract class Side<TSession>(string name, Connector connector, SideState state, RabbitMqOptions options, ILogger logger) : IAsyncDisposable, IDisposable
    where TSession : Session
{
    private static readonly TimeSpan StableAfter = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _stopping = new();
    private Task _supervising = Task.CompletedTask;
    private volatile TSession? _session;
    private bool _isStarted;
    private bool _isDisposed;

    /// <summary>Gets the connection there is.</summary>
    protected TSession? Current => _session;

    /// <summary>Connects if the broker is there.</summary>
    /// <exception cref="TopologyMismatchException">The broker has something different of the same name.</exception>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        try
        {
            _session = await ConnectWithinLimitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not TopologyMismatchException && !cancellationToken.IsCancellationRequested)
        {
            NotConnected(error, TimeSpan.Zero);
        }
    }

    /// <summary>Begins to work, and to connect again whenever that ends. Once only, however often it is called.</summary>
    public void Start()
    {
        if (!_isStarted)
        {
            _isStarted = true;
            _supervising = SuperviseAsync(_stopping.Token);
        }
    }

    /// <summary>Ends it; safe to repeat.</summary>
    public async Task StopAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _supervising.ConfigureAwait(false);
    }

    public virtual async ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return;
        }
        _isDisposed = true;
        await StopAsync().ConfigureAwait(false);
        if (_session is { } session)
        {
            await session.DisposeAsync().ConfigureAwait(false);   // it was prepared and not started
        }
        Dispose();
    }

    public virtual void Dispose() => _stopping.Dispose();

    /// <summary>Connects and makes what it needs on the broker.</summary>
    protected abstract Task<TSession> ConnectAsync(CancellationToken cancellationToken);

    /// <summary>Works until a part of the connection ends, which is the result, or until it is told to stop.</summary>
    protected abstract Task<string> WorkAsync(TSession session, CancellationToken stopping);

    // A broker that has just begun may take a connection and then not answer; the next try finds it ready.
    protected CancellationTokenSource LimitOfOneTry(CancellationToken cancellationToken)
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.ConnectTimeout);
        return limit;
    }

    private async Task SuperviseAsync(CancellationToken stopping)
    {
        var backOff = new BackOff(options.ReconnectDelay);
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var session = _session ??= await ConnectWithinLimitAsync(stopping).ConfigureAwait(false);
                var began = TimeProvider.System.GetTimestamp();
                var reason = await WorkAndCloseAsync(session, stopping).ConfigureAwait(false);
                if (stopping.IsCancellationRequested)
                {
                    break;
                }
                if (TimeProvider.System.GetElapsedTime(began) > StableAfter)
                {
                    backOff.Reset();
                }
                logger.SessionLost(name, reason);
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

    private async Task<string> WorkAndCloseAsync(TSession session, CancellationToken stopping)
    {
        try
        {
            return await WorkAsync(session, stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return "stopped";
        }
        finally
        {
            _session = null;
            await session.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task<TSession> ConnectWithinLimitAsync(CancellationToken cancellationToken)
    {
        using var limit = LimitOfOneTry(cancellationToken);
        return await ConnectAsync(limit.Token).ConfigureAwait(false);
    }

    private void NotConnected(Exception error, TimeSpan pause)
    {
        if (error is TopologyMismatchException)
        {
            logger.TopologyDiffers(error);
        }
        var reason = error.InnerException is { } inner ? $"{error.Message}: {inner.Message}" : error.Message;
        logger.NotConnected(name, connector.Address, reason, pause);
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
