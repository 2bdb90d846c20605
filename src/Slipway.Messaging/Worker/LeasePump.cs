using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Slipway.Messaging;

/// <summary>Renews every lease of this process in one statement, every third of a lease. Asks nothing of the database while nothing runs.</summary>
internal sealed class LeasePump(
    DeliveryStore store, Pulse pulse, RunningDeliveries running, CommitSignals signals, MessagingTelemetry telemetry, TimeProvider time,
    IOptions<WorkerOptions> options, ILogger<LeasePump> logger)
{
    private readonly TimeSpan _lease = options.Value.Lease;

    // Held and not running, as of the last renewal.
    private HashSet<(long Seq, long Fence)> _unknown = [];

    public async Task RunAsync(OwnerId owner, CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(_lease / 3, time);
        pulse.Renewing();
        try
        {
            while (await timer.WaitForNextTickAsync(stopping).ConfigureAwait(false))
            {
                pulse.Renewing();

                // A renewal that failed is tried again soon: handlers stop after two thirds of a lease without one.
                var period = await TryRenewAsync(owner, stopping).ConfigureAwait(false) ? _lease / 3 : _lease / 15;
                if (timer.Period != period)
                {
                    timer.Period = period;
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Nothing runs any more, or nobody waits for it.
        }
    }

    private async Task<bool> TryRenewAsync(OwnerId owner, CancellationToken stopping)
    {
        // Taken before the statement: a delivery that is claimed meanwhile is in neither list.
        var runs = running.Snapshot();
        if (runs.Count == 0)
        {
            return true;
        }
        try
        {
            var began = time.GetTimestamp();
            var beats = runs.Where(r => r.UnstoredBeat is not null).Select(r => (Run: r, Beat: r.UnstoredBeat!)).ToList();
            var held = await store.RenewAsync(owner, _lease, [.. beats.Select(b => (b.Run.Delivery, b.Beat))], stopping).ConfigureAwait(false);
            beats.ForEach(b => b.Run.Stored(b.Beat));
            signals.Tell([.. beats.Select(b => b.Run.Delivery.CorrelationId).Distinct()]);
            foreach (var run in runs)
            {
                if (held.TryGetValue(run.Delivery.Seq, out var lease) && lease.Fence == run.Delivery.Fence)
                {
                    run.Renewed(began);
                    if (lease.CancelAsked is { } newer)
                    {
                        running.Overtake(run.Delivery.Seq, lease.Fence, newer);
                    }
                }
                else
                {
                    run.StopFor(StopReason.LeaseLost);   // or it has just finished, and nobody hears this
                }
            }
            await GiveBackUnknownAsync(held, stopping).ConfigureAwait(false);
            telemetry.Renewed(time.GetElapsedTime(began));
            return true;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            logger.RenewFailed(error);
            return false;
        }
    }

    // What was just claimed begins in a moment. What has not by the next renewal never will: its lease would be renewed for ever.
    private async Task GiveBackUnknownAsync(IReadOnlyDictionary<long, HeldLease> held, CancellationToken stopping)
    {
        HashSet<(long, long)> unknown = [.. held.Where(h => !running.Contains(h.Key)).Select(h => (h.Key, h.Value.Fence))];
        (_unknown, var before) = (unknown, _unknown);
        if (unknown.Where(before.Contains).ToList() is { Count: > 0 } orphans)
        {
            signals.Committed(await store.GiveBackAsync(orphans, stopping).ConfigureAwait(false));
        }
    }
}
