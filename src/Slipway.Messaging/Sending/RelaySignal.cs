namespace Slipway.Messaging;

/// <summary>Set whenever there may be something for a broker. Many sets before a look are one.</summary>
internal sealed class RelaySignal
{
    private readonly WakeSignal _wake = new();

    public void Set() => _wake.Set();

    public Task WaitAsync(CancellationToken cancellationToken) => _wake.WaitAsync(cancellationToken);
}
