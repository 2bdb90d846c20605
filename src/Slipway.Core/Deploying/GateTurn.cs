namespace Slipway.Core.Deploying;

/// <summary>A place inside of a gate that is given back when it is disposed of, or when its time is over.</summary>
internal sealed class GateTurn : IDisposable
{
    private readonly PriorityGate _gate;
    private readonly ITimer _timer;
    private int _left;

    private GateTurn(PriorityGate gate, TimeSpan limit, TimeProvider time)
    {
        _gate = gate;
        _timer = time.CreateTimer(_ => Leave(), null, limit, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Waits for a place, and keeps it for a limited time.</summary>
    public static async Task<GateTurn> TakeAsync(PriorityGate gate, int weight, TimeSpan limit, TimeProvider time)
    {
        await gate.EnterAsync(weight).ConfigureAwait(false);
        return new GateTurn(gate, limit, time);
    }

    /// <summary>Gives the place back, if it is still held. May be called again.</summary>
    public void Dispose()
    {
        _timer.Dispose();
        Leave();
    }

    private void Leave()
    {
        if (Interlocked.Exchange(ref _left, 1) == 0)
        {
            _gate.Leave();
        }
    }
}
