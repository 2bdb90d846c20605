using Microsoft.Extensions.Logging;

namespace Slipway.Messaging;

/// <summary>Records how a run ended when the run did not commit that itself. Tries until it is stored or the lease is lost: a run must never be left open.</summary>
internal sealed class Settlement(
    IMessageDatabase database, DeliveryStore store, HandlerRunner handlers, ITransport transport, Notices notices, CommitSignals signals, TimeProvider time, ILogger<Settlement> logger)
{
    private const int ExtraAttemptsOfFinalHandler = 5;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    public async Task RecordAsync(DeliveryRun run, Verdict verdict)
    {
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                await RecordOnceAsync(run, verdict).ConfigureAwait(false);
                return;
            }
            catch (LeaseLostException)
            {
                logger.LeaseLost(run.Delivery.Name, run.Delivery.MessageId, run.Delivery.Fence);
                return;
            }
            catch (Exception error)
            {
                logger.SettleFailed(error, run.Delivery.Name, run.Delivery.MessageId, pause);
                if (run.Stop is StopReason.Shutdown or StopReason.LeaseLost)
                {
                    return;   // the lease runs out, or the next start releases it
                }
                await Task.Delay(pause, time, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    private async Task RecordOnceAsync(DeliveryRun run, Verdict verdict)
    {
        var delivery = run.Delivery;
        switch (verdict)
        {
            case Verdict.Retry retry:
                logger.HandlerFailed(retry.Thrown, delivery.Name, delivery.Attempt, retry.Delay);
                await WaitAgainAsync(delivery, retry.Delay, true, AttemptResults.Failed, retry.Thrown, retry.Thrown.Message).ConfigureAwait(false);
                break;
            case Verdict.Overtaken overtaken:
                await SupersedeAsync(delivery, overtaken.By).ConfigureAwait(false);
                break;
            case Verdict.HandOver:
                await WaitAgainAsync(delivery, TimeSpan.Zero, false, AttemptResults.HandedOver, null, "handed over: the process stopped").ConfigureAwait(false);
                break;
            case Verdict.LeaseLost:
                await WaitAgainAsync(delivery, TimeSpan.Zero, true, AttemptResults.LeaseLost, null, "stopped: the lease could not be renewed").ConfigureAwait(false);
                break;
            case Verdict.Dead dead:
                await BuryAsync(run, dead).ConfigureAwait(false);
                break;
        }
    }

    private async Task BuryAsync(DeliveryRun run, Verdict.Dead dead)
    {
        var delivery = run.Delivery;
        try
        {
            await handlers.HandleDeadAsync(run, dead, withFinalHandler: true).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not LeaseLostException)
        {
            if (run.Stop == StopReason.Shutdown)
            {
                await WaitAgainAsync(delivery, TimeSpan.Zero, false, AttemptResults.HandedOver, null, "handed over: the process stopped").ConfigureAwait(false);
                return;
            }
            logger.FinalHandlerFailed(error, delivery.Name, delivery.MessageId);
            var policy = dead.Incoming?.Descriptor.Retry ?? RetryPolicy.Default;
            if (dead.Incoming is not null && delivery.Attempt < policy.MaxAttempts + ExtraAttemptsOfFinalHandler)
            {
                // What it wanted to record matters to the application, so it gets more chances before the letter is buried without it.
                var delay = (policy with { MaxAttempts = int.MaxValue }).Decide(delivery.Attempt, error, Random.Shared.NextDouble()) is RetryDecision.Again again
                    ? again.Delay : policy.FirstDelay;
                await WaitAgainAsync(delivery, delay, true, AttemptResults.FinalHandlerFailed, error, $"{dead.Reason}; its final handler failed: {error.Message}").ConfigureAwait(false);
                return;
            }
            await handlers.HandleDeadAsync(
                run, dead with { Reason = $"{dead.Reason}; its final handler failed: {error.Message}" }, withFinalHandler: false).ConfigureAwait(false);
        }
        logger.DeadLetter(dead.Thrown, delivery.Name, delivery.MessageId, dead.Reason);
    }

    private async Task SupersedeAsync(ClaimedDelivery delivery, string by)
    {
        await database.WriteAsync(async (sql, stop) =>
        {
            await store.FinishAsync(sql, delivery, DeliveryState.Superseded, $"overtaken by {by}", stop).ConfigureAwait(false);
            await transport.StoreAsync(sql, notices.Superseded(delivery, by), stop).ConfigureAwait(false);
        }, CancellationToken.None).ConfigureAwait(false);
        signals.Committed([delivery.CorrelationId]);
    }

    private async Task WaitAgainAsync(ClaimedDelivery delivery, TimeSpan delay, bool counts, string result, Exception? error, string outcome)
    {
        await database.WriteAsync(async (sql, stop) =>
        {
            await store.RecordAttemptAsync(sql, delivery.Seq, delivery.Fence, result, error, outcome, stop).ConfigureAwait(false);
            await store.WaitAgainAsync(sql, delivery, delay, counts, outcome, stop).ConfigureAwait(false);
            if (error is not null)
            {
                await transport.StoreAsync(sql, notices.Errored(delivery, final: false, outcome, error), stop).ConfigureAwait(false);
            }
        }, CancellationToken.None).ConfigureAwait(false);
        signals.Committed([delivery.CorrelationId]);
    }
}
