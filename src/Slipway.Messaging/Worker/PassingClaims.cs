namespace Slipway.Messaging;

/// <summary>
/// Where whoever commits finds the worker of this process, so that what ends a delivery or sends another claims the next at once: one flush to disk
/// instead of two. Nothing depends on it, as the claim loop looks after each commit as well; that finds no slot free, or nothing due. Safe for concurrent
/// use.
/// </summary>
internal sealed class PassingClaims
{
    private readonly Lock _lock = new();
    private IPassingClaims? _worker;
    private int _inUse;
    private TaskCompletionSource? _unused;

    /// <summary>Begins to claim for a worker.</summary>
    public void Open(IPassingClaims worker)
    {
        lock (_lock)
        {
            _worker = worker;
        }
    }

    /// <summary>Ends it, and waits for those that claim at the moment: what they claim has begun when this returns.</summary>
    public Task CloseAsync()
    {
        lock (_lock)
        {
            _worker = null;
            if (_inUse == 0)
            {
                return Task.CompletedTask;
            }
            _unused ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _unused.Task;
        }
    }

    /// <summary>The worker, to be given back by <see cref="Leave"/>; null if none takes work.</summary>
    public IPassingClaims? Enter()
    {
        lock (_lock)
        {
            if (_worker is not null)
            {
                _inUse++;
            }
            return _worker;
        }
    }

    public void Leave()
    {
        lock (_lock)
        {
            if (--_inUse == 0)
            {
                _unused?.TrySetResult();
            }
        }
    }
}
