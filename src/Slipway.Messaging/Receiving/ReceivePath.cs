using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Slipway.Messaging;

/// <summary>What happens to a claimed delivery, from the first step to the last.</summary>
internal sealed class ReceivePath(
    MessagingTelemetry telemetry, MessageDecoder decoder, HandlerRunner handlers, Settlement settlement, DeliveryStore store, TimeProvider time,
    ILogger<ReceivePath> logger)
{
    public async Task RunAsync(DeliveryRun run)
    {
        var delivery = run.Delivery;
        var began = time.GetTimestamp();
        using var activity = telemetry.StartProcess(delivery);                 // 1. trace
        using var scope = logger.BeginDelivery(delivery);                      // 2. log scope
        telemetry.Started(delivery);
        var verdict = decoder.Decode(delivery) switch                          // 3. decode
        {
            Decoded.Unreadable bad => new Verdict.Dead(bad.Reason, bad.Error, null),
            Decoded.Readable good => await AttemptAsync(run, good.Incoming).ConfigureAwait(false),
            _ => throw new UnreachableException(),
        };
        await settlement.RecordAsync(run, verdict).ConfigureAwait(false);      // 6. record what did not commit itself
        telemetry.Ended(delivery, time.GetElapsedTime(began), verdict, activity);
    }

    private async Task<Verdict> AttemptAsync(DeliveryRun run, Incoming incoming)
    {
        var retry = incoming.Descriptor.Retry;
        if (run.Delivery.Attempt > retry.MaxAttempts)
        {
            // The last attempt ended without a verdict: its process died, or its final handler failed.
            var gaveUp = $"gave up after {run.Delivery.Attempt - 1} attempts: {run.Delivery.LastOutcome}";
            var isCrash = await store.ResultOfLastAsync(run.Delivery, CancellationToken.None).ConfigureAwait(false) == AttemptResults.Lost;
            return new Verdict.Dead(isCrash ? $"crashed: {gaveUp}" : gaveUp, null, incoming);
        }
        try
        {
            return await handlers.HandleAsync(run, incoming).ConfigureAwait(false);   // 4. handle and commit
        }
        catch (Exception error)
        {
            return Judge(run, incoming, error);                                       // 5. stopped, retry or give up
        }
    }

    private static Verdict Judge(DeliveryRun run, Incoming incoming, Exception error) => (error, run.Stop) switch
    {
        (LeaseLostException, _) or (not PermanentFailureException, StopReason.LeaseLost) => new Verdict.LeaseLost(),

        // Also for a permanent failure: of work that nobody wants any more, nobody wants to hear that it failed.
        (_, StopReason.Superseded) => new Verdict.Overtaken(run.OvertakenBy!),

        // Whatever a handler throws once it is told to stop is taken as the stop: if it was more, the next run will tell.
        (not PermanentFailureException, StopReason.Shutdown) => new Verdict.HandOver(),
        _ => incoming.Descriptor.Retry.Decide(run.Delivery.Attempt, error, Random.Shared.NextDouble()) switch
        {
            RetryDecision.Again again => new Verdict.Retry(again.Delay, error),
            RetryDecision.GiveUp giveUp => new Verdict.Dead(giveUp.Reason, error, incoming),
            _ => throw new UnreachableException(),
        },
    };
}
