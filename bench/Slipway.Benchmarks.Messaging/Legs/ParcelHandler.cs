using Slipway.Messaging;

namespace Slipway.Benchmarks.Messaging;

/// <summary>Does nothing but tell that it ran.</summary>
internal sealed class ParcelHandler(Arrivals arrivals) : IHandle<Parcel>
{
    public Task HandleAsync(Parcel message, HandlerContext context, CancellationToken cancellationToken)
    {
        arrivals.Add(message.Number, message.SentAt);
        return Task.CompletedTask;
    }
}
