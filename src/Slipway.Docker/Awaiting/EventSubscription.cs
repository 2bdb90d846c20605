using System.Threading.Channels;

namespace Slipway.Docker.Awaiting;

/// <summary>The events of one container for one waiter; disposing it ends the subscription.</summary>
internal sealed class EventSubscription(string container, Action<EventSubscription> leave) : IDisposable
{
    // Far more than happens between two looks; with more, the oldest say nothing that the next look does not show.
    private const int Capacity = 64;

    private readonly Channel<ContainerEvent> _events = Channel.CreateBounded<ContainerEvent>(
        new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    public ChannelReader<ContainerEvent> Events => _events.Reader;

    public void Offer(ContainerEvent happened)
    {
        if (happened.Id == container || happened.Name == container)
        {
            _events.Writer.TryWrite(happened);
        }
    }

    /// <summary>Makes the waiter look, though nothing happened that the engine tells.</summary>
    public void Wake() => _events.Writer.TryWrite(new ContainerEvent(container, container, string.Empty, DateTimeOffset.MaxValue, null));

    public void Dispose() => leave(this);
}
