namespace Slipway.Messaging;

/// <summary>
/// Lets one task at a time, or a few, do what many ask for. Those who ask wait for their own result, not for their turn: with a lock, each of a batch
/// that is done would take it once more only to find that, and the next batch would wait for all of them.
/// </summary>
/// <param name="most">How many may lead at once.</param>
/// <param name="hasWork">Whether something is left to do.</param>
/// <param name="workAsync">Does some of it, and never throws.</param>
internal sealed class Leader(int most, Func<bool> hasWork, Func<Task> workAsync)
{
    private int _leads;

    /// <summary>Returns at once; what was asked for before is done by a task that leads already, or by a new one.</summary>
    public void Lead()
    {
        if (TryBegin())
        {
            // In no one's context: it may go on for others for ever.
            ThreadPool.UnsafeQueueUserWorkItem(static leader => _ = leader.RunAsync(), this, preferLocal: false);
        }
    }

    private async Task RunAsync()
    {
        do
        {
            while (hasWork())
            {
                await workAsync().ConfigureAwait(false);
            }
            Interlocked.Decrement(ref _leads);
        }
        while (hasWork() && TryBegin());
    }

    private bool TryBegin()
    {
        for (var leads = Volatile.Read(ref _leads); leads < most;)
        {
            var before = Interlocked.CompareExchange(ref _leads, leads + 1, leads);
            if (before == leads)
            {
                return true;
            }
            leads = before;
        }
        return false;
    }
}
