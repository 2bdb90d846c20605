using Slipway.Messaging;

namespace Slipway.Benchmarks.Messaging;

/// <summary>Counts.</summary>
internal sealed class NumberedHandler(Countdown countdown) : IHandle<Numbered>
{
    /// <inheritdoc />
    public Task HandleAsync(Numbered message, HandlerContext context, CancellationToken cancellationToken)
    {
        countdown.Signal();
        return Task.CompletedTask;
    }
}
