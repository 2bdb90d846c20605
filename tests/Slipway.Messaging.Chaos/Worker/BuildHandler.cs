namespace Slipway.Messaging.Chaos;

/// <summary>A long task that obeys when it is told to stop, and writes down from when to when it ran, whether it commits or not.</summary>
internal sealed class BuildHandler(EffectRow effect, RunLog runs) : IHandle<LedgerBuild>
{
    // As a build takes a while to stop. Those that wait behind it meanwhile are overtaken, and must not begin at all.
    private static readonly TimeSpan TimeToStop = TimeSpan.FromMilliseconds(150);

    public async Task HandleAsync(LedgerBuild message, HandlerContext context, CancellationToken cancellationToken)
    {
        var started = Timing.Now();
        await runs.BeginAsync(message.Id, context, CancellationToken.None);
        try
        {
            await Task.Delay(TimeSpan.FromMilliseconds(message.WorkMs), TimeProvider.System, cancellationToken);
            effect.Set(message, context.Fence, started, Timing.Now());
        }
        catch (OperationCanceledException)
        {
            await Task.Delay(TimeToStop, TimeProvider.System, CancellationToken.None);
            throw;
        }
        finally
        {
            await runs.EndAsync(message.Id, context);
        }
    }
}
