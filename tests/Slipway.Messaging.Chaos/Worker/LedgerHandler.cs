using System.Diagnostics;

namespace Slipway.Messaging.Chaos;

/// <summary>Writes one row for each run that commits. Not safe to run twice on purpose: an effect that commits twice shows as two rows.</summary>
internal sealed class LedgerHandler(EffectRow effect, RunLog runs)
    : IHandle<LedgerStep>, IHandle<LedgerFree>, IHandle<LedgerFact>, IHandle<LedgerCrash>, IHandle<LedgerFailing>, IHandle<LedgerSlowFailing>
{
    public Task HandleAsync(LedgerStep message, HandlerContext context, CancellationToken cancellationToken) => RunAsync(message, context, cancellationToken);

    public Task HandleAsync(LedgerFree message, HandlerContext context, CancellationToken cancellationToken) => RunAsync(message, context, cancellationToken);

    public async Task HandleAsync(LedgerFact message, HandlerContext context, CancellationToken cancellationToken)
    {
        await RunAsync(message, context, cancellationToken);
        context.Send(new LedgerStep(message.Id + "/step", message.Key, message.Seq, message.WorkMs, message.CommitMs));
    }

    public async Task HandleAsync(LedgerCrash message, HandlerContext context, CancellationToken cancellationToken)
    {
        await runs.BeginAsync(message.Id, context, cancellationToken);
        Process.GetCurrentProcess().Kill();
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, CancellationToken.None);
    }

    public Task HandleAsync(LedgerFailing message, HandlerContext context, CancellationToken cancellationToken) => FailAsync(message.Id, context, cancellationToken);

    public Task HandleAsync(LedgerSlowFailing message, HandlerContext context, CancellationToken cancellationToken) => FailAsync(message.Id, context, cancellationToken);

    private async Task RunAsync(ILedgerMessage message, HandlerContext context, CancellationToken cancellationToken)
    {
        var started = Now();
        await Task.Delay(TimeSpan.FromMilliseconds(message.WorkMs), TimeProvider.System, cancellationToken);
        effect.Set(message, context.Fence, started, Now());
    }

    private async Task FailAsync(string id, HandlerContext context, CancellationToken cancellationToken)
    {
        await runs.BeginAsync(id, context, cancellationToken);
        throw new InvalidOperationException("fails on every attempt");
    }

    private static long Now() => Timing.Now();
}
