namespace Slipway.Messaging;

/// <summary>
/// Set whenever a running delivery may have been asked to stop: after a commit of this process that delivered under a supersede key, and
/// by whoever hears of commits of other processes. Many sets before a look are one.
/// </summary>
internal sealed class CancelSignal
{
    private readonly WakeSignal _wake = new();

    public void Set() => _wake.Set();

    public Task WaitAsync(CancellationToken cancellationToken) => _wake.WaitAsync(cancellationToken);
}
