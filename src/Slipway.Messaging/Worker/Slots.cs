using Microsoft.Extensions.Options;

namespace Slipway.Messaging;

/// <summary>
/// Shares the slots that are free between the claim loop and what begins as soon as it arrives. While more is ready than there was room for, all of
/// them are the claim loop's, so that what arrives does not pass by for ever what waits. Safe for concurrent use.
/// </summary>
internal sealed class Slots(IOptions<WorkerOptions> options)
{
    private readonly Lock _lock = new();
    private int _reserved;
    private int _claiming;
    private bool _isBehind = true;
    private TaskCompletionSource? _change;

    /// <summary>Gets a value indicating whether something may be ready for which there was no slot, so that each one that becomes free is worth a look.</summary>
    public bool IsBehind
    {
        get
        {
            lock (_lock)
            {
                return _isBehind;
            }
        }
    }

    /// <summary>Takes all that is free for a claim, until <see cref="EndClaim"/>. Taken anew if it is called again.</summary>
    public int TakeForClaim(int busy)
    {
        lock (_lock)
        {
            _claiming = Math.Max(0, options.Value.Concurrency - busy - _reserved);
            return _claiming;
        }
    }

    /// <summary>Ends a claim.</summary>
    /// <param name="claimed">How many were claimed, and have begun; null if it failed or there was no slot.</param>
    public void EndClaim(int? claimed)
    {
        lock (_lock)
        {
            // What was refused a slot meanwhile and is stored as ready causes the next look, which has a slot for it, or finds that it is behind.
            _isBehind = claimed is null || claimed >= _claiming;
            _claiming = 0;
            Change_NeedsLock();
        }
    }

    /// <summary>Notes that one became free.</summary>
    public void Freed()
    {
        lock (_lock)
        {
            Change_NeedsLock();
        }
    }

    /// <summary>Gets a task that ends when there may be more to reserve than now.</summary>
    public Task NextChange()
    {
        lock (_lock)
        {
            _change ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _change.Task;
        }
    }

    /// <summary>Keeps slots for deliveries that are about to be stored, until <see cref="GiveBack"/>.</summary>
    /// <param name="least">None at all if there are not as many.</param>
    /// <param name="most">As many at most.</param>
    /// <param name="busy">How many are taken.</param>
    /// <returns>How many.</returns>
    public int Reserve(int least, int most, int busy)
    {
        lock (_lock)
        {
            var free = _isBehind ? 0 : options.Value.Concurrency - busy - _reserved - _claiming;
            var reserved = free < least ? 0 : Math.Min(free, most);
            _reserved += reserved;
            return reserved;
        }
    }

    /// <summary>Frees what was reserved: the deliveries have begun and take their slots themselves, or there are none.</summary>
    public void GiveBack(int reserved)
    {
        lock (_lock)
        {
            _reserved -= reserved;
            Change_NeedsLock();
        }
    }

    private void Change_NeedsLock()
    {
        _change?.TrySetResult();
        _change = null;
    }
}
