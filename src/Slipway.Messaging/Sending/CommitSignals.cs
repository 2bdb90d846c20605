using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace Slipway.Messaging;

/// <summary>What follows each commit, in this process: the claim loop looks for work, observers are told.</summary>
internal sealed class CommitSignals(WakeSignal wake, CancelSignal cancel, IEnumerable<IMessageObserver> observers, ILogger<CommitSignals> logger)
{
    private readonly ImmutableArray<IMessageObserver> _observers = [.. observers];

    /// <param name="chains">The chains that changed.</param>
    /// <param name="mayOvertake">Whether something was delivered under a supersede key.</param>
    public void Committed(ImmutableArray<string> chains, bool mayOvertake = false)
    {
        if (mayOvertake)
        {
            cancel.Set();
        }
        wake.Set();
        Tell(chains);
    }

    public void Tell(ImmutableArray<string> chains)
    {
        if (chains.IsEmpty)
        {
            return;
        }
        foreach (var observer in _observers)
        {
            try
            {
                observer.ChainsChanged(chains);
            }
            catch (Exception error)
            {
                // The commit stands, whatever a watcher thinks of it.
                logger.ObserverFailed(error, observer.GetType().Name);
            }
        }
    }
}
