using Slipway.Messaging;

namespace Slipway.Benchmarks.Messaging;

/// <summary>Says that it runs, and does so until it is killed.</summary>
internal sealed class StuckHandler : IHandle<Parcel>
{
    public Task HandleAsync(Parcel message, HandlerContext context, CancellationToken cancellationToken)
    {
        Console.WriteLine("running");
        return Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
    }
}
