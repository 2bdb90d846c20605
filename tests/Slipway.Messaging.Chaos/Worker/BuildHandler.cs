namespace Slipway.Messaging.Chaos;

/// <summary>A long task that obeys when it is told to stop, and writes down from when to when it ran, whether it commits or not.</summary>
internal sealed class BuildHandler(EffectRow effect, RunLog runs) : IHandle<LedgerBuild>
{
    public async Task HandleAsync(LedgerBuild message, HandlerContext context, CancellationToken cancellationToken)
    {
        var started = Timing.Now();
        await runs.BeginAsync(message.Id, context, CancellationToken.None);
        try
        {
            await Task.Delay(TimeSpan.FromMilliseconds(message.WorkMs), TimeProvider.System, cancellationToken);
            effect.Set(message, context.Fence, started, Timing.Now());
        }
        finally
        {
            await runs.EndAsync(message.Id, context);
        }
    }
}
