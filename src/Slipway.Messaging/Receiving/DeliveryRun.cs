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
    public void BeginPhase(TimeSpan budget)
    {
        lock (_lock)
        {
            if (_stop == StopReason.Timeout)
            {
                _stop = StopReason.None;
                _source.Dispose();
                _source = new CancellationTokenSource();
            }
            _budgetTimer?.Dispose();
            _budgetTimer = _time.CreateTimer(static run => ((DeliveryRun)run!).StopFor(StopReason.Timeout), this, budget, Timeout.InfiniteTimeSpan);
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
        }
        _logger.Stopping(Delivery.Name, Delivery.MessageId, reason);
        try
        {
            source.Cancel();
        }
        catch (AggregateException error)
        {
            // Thrown by what the handler hung on the token; the caller is a timer or the shutdown, and neither may die of it.
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
            _source.Dispose();
        }
    }
}
