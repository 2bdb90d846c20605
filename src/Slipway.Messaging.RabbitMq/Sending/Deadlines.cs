namespace Slipway.Messaging.RabbitMq;

/// <summary>
/// Deadlines for many short waits: one token serves all that begin within a tenth of the limit, so that a wait costs no timer of its own.
/// Each lasts for the limit at least, and for a tenth of it longer at most.
/// </summary>
internal sealed class Deadlines(TimeSpan limit, TimeProvider time) : IDisposable
{
    private readonly TimeSpan _step = limit / 10;
    private readonly Lock _lock = new();
    private readonly Queue<CancellationTokenSource> _old = [];
    private CancellationTokenSource? _current;
    private long _began;

    public CancellationToken Next()
    {
        lock (_lock)
        {
            if (_current is null || time.GetElapsedTime(_began) >= _step)
            {
                if (_current is not null)
                {
                    _old.Enqueue(_current);
                }
                while (_old.TryPeek(out var oldest) && oldest.IsCancellationRequested)
                {
                    _old.Dequeue().Dispose();
                }
                _began = time.GetTimestamp();
                _current = new CancellationTokenSource(limit + _step, time);
            }
            return _current.Token;
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _current?.Dispose();
            while (_old.TryDequeue(out var source))
            {
                source.Dispose();
            }
        }
    }
}
