using Microsoft.Extensions.Logging;

namespace Slipway.Messaging;

/// <summary>
/// A delivery while this process holds it: when its lease must be considered lost, and why its handler is told to stop. Safe for
/// concurrent use.
/// </summary>
internal sealed class DeliveryRun : IDisposable
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly TimeSpan _leaseSafety;
    private readonly ITimer _leaseTimer;
    private StopReason _stop;
    private CancellationTokenSource _source = new();
    private ITimer? _budgetTimer;
    private ITimer? _idleTimer;
    private ITimer? _graceTimer;
    private TimeSpan? _idle;
    private Beat? _beat;
    private volatile bool _isStoring;
    private bool _disposed;

    public DeliveryRun(ClaimedDelivery delivery, TimeSpan lease, TimeProvider time, ILogger logger)
    {
        Delivery = delivery;
        _time = time;
        _logger = logger;

        // Two thirds: the handler must be stopping before another process may take the delivery.
        _leaseSafety = lease * 2 / 3;
        _leaseTimer = time.CreateTimer(static run => ((DeliveryRun)run!).StopFor(StopReason.LeaseLost), this, _leaseSafety, Timeout.InfiniteTimeSpan);
    }

    public ClaimedDelivery Delivery { get; }

    /// <summary>Gets how long the handler may take to stop before it is stuck. Default: for ever.</summary>
    public TimeSpan Grace { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>Gets what happens when the handler is found to be stuck.</summary>
    public Action<DeliveryRun>? WhenStuck { get; init; }

    /// <summary>Gets what happens when all that is left of it waits for the store.</summary>
    public Action? WhenStoring { get; init; }

    /// <summary>Gets a value indicating whether its handler has ended, and what is left is a line in a transaction of many.</summary>
    public bool IsStoring => _isStoring;

    /// <summary>Gets a value indicating whether the handler was told to stop and has ignored it for longer than the grace.</summary>
    public bool IsStuck { get; private set; }

    /// <summary>Gets a value indicating whether it was stopped because it reported no progress, rather than for its whole time.</summary>
    public bool WasIdle { get; private set; }

    /// <summary>Gets what the handler last said and is not stored yet; null if nothing.</summary>
    public Beat? UnstoredBeat
    {
        get
        {
            lock (_lock)
            {
                return _beat;
            }
        }
    }

    /// <summary>Gets the id of the newer message that has overtaken this one; null if none has, as far as this process has heard.</summary>
    public string? OvertakenBy { get; private set; }

    public StopReason Stop
    {
        get
        {
            lock (_lock)
            {
                return _stop;
            }
        }
    }

    public CancellationToken Token
    {
        get
        {
            lock (_lock)
            {
                return _source.Token;
            }
        }
    }

    /// <summary>Notes that the lease began anew at <paramref name="timestamp"/>, when the renewal was asked for.</summary>
    public void Renewed(long timestamp)
    {
        lock (_lock)
        {
            if (!_disposed)
            {
                var left = _leaseSafety - _time.GetElapsedTime(timestamp);
                _leaseTimer.Change(left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>Begins a handler's time. A time-out of the phase before does not concern it; a shutdown or a lost lease does.</summary>
    /// <param name="budget">How long it may take.</param>
    /// <param name="idle">How long it may go without a sign of progress; null for as long as it may take.</param>
    public void BeginPhase(TimeSpan budget, TimeSpan? idle = null)
    {
        lock (_lock)
        {
            if (_stop == StopReason.Timeout)
            {
                _stop = StopReason.None;
                IsStuck = false;
                _graceTimer?.Dispose();
                _source.Dispose();
                _source = new CancellationTokenSource();
            }
            _budgetTimer?.Dispose();
            _budgetTimer = _time.CreateTimer(static run => ((DeliveryRun)run!).StopFor(StopReason.Timeout), this, budget, Timeout.InfiniteTimeSpan);
            _idle = idle;
            _idleTimer?.Dispose();
            _idleTimer = idle is { } limit
                ? _time.CreateTimer(static run => ((DeliveryRun)run!).StopAsIdle(), this, limit, Timeout.InfiniteTimeSpan)
                : null;
        }
    }

    /// <summary>Notes that the handler has ended, and nothing but its outcome is to be stored.</summary>
    public void BeginStoring()
    {
        _isStoring = true;
        WhenStoring?.Invoke();
    }

    /// <summary>Notes a sign of progress. It is stored with the next renewal of the lease, so that many cost no more than one.</summary>
    /// <exception cref="OperationCanceledException">The handler was told to stop.</exception>
    public void Beat(Beat beat)
    {
        lock (_lock)
        {
            if (_stop != StopReason.None || _disposed)
            {
                throw new OperationCanceledException($"'{Delivery.Name}' was told to stop: {_stop}.", _disposed ? default : _source.Token);
            }
            _beat = beat;
            if (_idle is { } limit)
            {
                _idleTimer!.Change(limit, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>Notes that <paramref name="beat"/> is stored.</summary>
    public void Stored(Beat beat)
    {
        lock (_lock)
        {
            if (ReferenceEquals(_beat, beat))
            {
                _beat = null;
            }
        }
    }

    /// <summary>Notes that newer work has overtaken this run.</summary>
    public void Overtake(string newer, bool stop)
    {
        OvertakenBy = newer;
        if (stop)
        {
            StopFor(StopReason.Superseded);
        }
    }

    /// <summary>Tells the handler to stop. The first reason stays.</summary>
    public void StopFor(StopReason reason)
    {
        CancellationTokenSource source;
        lock (_lock)
        {
            if (_stop != StopReason.None || _disposed)
            {
                return;
            }
            _stop = reason;
            source = _source;
            _graceTimer?.Dispose();
            _graceTimer = _time.CreateTimer(static run => ((DeliveryRun)run!).EndGrace(), this, Grace, Timeout.InfiniteTimeSpan);
        }
        _logger.Stopping(Delivery.Name, Delivery.MessageId, reason);
        _ = CancelAsync(source);
    }

    // Not here and now: what a handler hung on its token must not hold up a timer, or the renewal of the other leases.
    private async Task CancelAsync(CancellationTokenSource source)
    {
        try
        {
            await source.CancelAsync().ConfigureAwait(false);
        }
        catch (AggregateException error)
        {
            _logger.StopCallbackFailed(error, Delivery.Name);
        }
        catch (ObjectDisposedException)
        {
            // It ended just now.
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            _leaseTimer.Dispose();
            _budgetTimer?.Dispose();
            _idleTimer?.Dispose();
            _graceTimer?.Dispose();
            _source.Dispose();
        }
    }

    private void StopAsIdle()
    {
        lock (_lock)
        {
            WasIdle = _stop == StopReason.None;
        }
        StopFor(StopReason.Timeout);
    }

    private void EndGrace()
    {
        lock (_lock)
        {
            if (_disposed || _stop == StopReason.None)
            {
                return;
            }
            IsStuck = true;
        }
        WhenStuck?.Invoke(this);
    }
}
