namespace Slipway.Messaging.RabbitMq;

/// <summary>How one side of the wire does: that which sends, or that which receives. Safe for concurrent use.</summary>
internal sealed class SideState
{
    private readonly Lock _lock = new();
    private volatile SideView _view = new(false, false, TimeProvider.System.GetUtcNow(), "not connected yet", 0);

    public SideView View => _view;

    public bool IsConnected => _view.IsConnected;

    public void Connected()
    {
        lock (_lock)
        {
            _view = new SideView(true, false, TimeProvider.System.GetUtcNow(), "", _view.Sessions + 1);
        }
    }

    /// <summary>Notes that there is no connection, and why.</summary>
    /// <param name="reason">One line for people.</param>
    /// <param name="isWrong">Whether trying again cannot help: the broker has something different of the same name.</param>
    public void Disconnected(string reason, bool isWrong)
    {
        lock (_lock)
        {
            var since = _view.IsConnected ? TimeProvider.System.GetUtcNow() : _view.Since;
            _view = _view with { IsConnected = false, IsWrong = isWrong, Since = since, Reason = reason };
        }
    }
}
