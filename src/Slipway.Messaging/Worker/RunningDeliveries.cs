using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Slipway.Messaging;

/// <summary>The deliveries that this process runs. Each keeps its slot until its handler has really ended.</summary>
internal sealed class RunningDeliveries(
    ReceivePath path, Settlement settlement, MessageCatalog catalog, MessagingTelemetry telemetry, IOptions<WorkerOptions> options, Slots slots, WakeSignal wake,
    CancelSignal cancel, IMessageDatabase database, TimeProvider time, ILogger<RunningDeliveries> logger)
{
    private static readonly TimeSpan PauseAfterBreak = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<long, (DeliveryRun Run, Task Task)> _runs = [];

    public int Count => _runs.Count;

    /// <summary>
    /// Gets how many slots are taken. One whose handler ignores that it was told to stop is written off and replaced, so that it does not
    /// take the place of others, and one whose handler has ended does not wait for the disk in it; of either up to as many as there are slots, as
    /// each still costs what it does.
    /// </summary>
    public int Busy => BusyWithout([]);

    /// <summary>How many slots are taken once these have ended.</summary>
    public int BusyWithout(IReadOnlyList<ClaimedDelivery> ending)
    {
        var (all, stuck, storing) = (0, 0, 0);
        void Add(DeliveryRun run, int by)
        {
            all += by;
            stuck += run.IsStuck ? by : 0;
            storing += run is { IsStuck: false, IsStoring: true } ? by : 0;
        }

        // Asked for each message: counting as it goes takes no lock and copies nothing.
        foreach (var (_, entry) in _runs)
        {
            Add(entry.Run, 1);
        }
        foreach (var delivery in ending)
        {
            if (_runs.TryGetValue(delivery.Seq, out var entry))
            {
                Add(entry.Run, -1);
            }
        }
        return all - Math.Clamp(stuck, 0, options.Value.Concurrency) - Math.Clamp(storing, 0, options.Value.Concurrency);
    }

    /// <summary>How many of a message take a slot.</summary>
    public int CountOf(string name) => _runs.Count(r => r.Value.Run.Delivery.Name == name && !r.Value.Run.IsStuck);

    /// <summary>How many of a message are among these, of those that <see cref="CountOf(string)"/> counts.</summary>
    public int CountOf(IEnumerable<ClaimedDelivery> deliveries, string name) =>
        deliveries.Count(d => d.Name == name && _runs.TryGetValue(d.Seq, out var entry) && !entry.Run.IsStuck);

    public bool AnyCanBeOvertaken => _runs.Values.Any(r => CanBeOvertaken(r.Run.Delivery));

    public bool Contains(long seq) => _runs.ContainsKey(seq);

    public IReadOnlyCollection<DeliveryRun> Snapshot() => [.. _runs.Values.Select(r => r.Run)];

    public Task WhenAllEnded() => Task.WhenAll(_runs.Values.Select(r => r.Task));

    public void Start(ClaimedDelivery delivery)
    {
        var run = new DeliveryRun(delivery, options.Value.Lease, time, logger)
        {
            Grace = options.Value.StopGrace,
            WhenStuck = WriteOff,

            // Where there is one writer, the next commit claims for it.
            WhenStoring = database.HasOneWriter ? null : Free,
        };
        var listed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _runs[delivery.Seq] = (run, RunAsync(run, listed.Task));
        listed.SetResult();
        if (CanBeOvertaken(delivery))
        {
            // Newer work may have come between the claim and now, when there was nobody to tell.
            cancel.Set();
        }
    }

    /// <summary>Notes that newer work has overtaken a run, and tells its handler to stop unless its registration lets it finish.</summary>
    public void Overtake(long seq, long fence, string newer)
    {
        if (_runs.TryGetValue(seq, out var entry) && entry.Run.Delivery.Fence == fence)
        {
            var delivery = entry.Run.Delivery;
            entry.Run.Overtake(newer, catalog.FindByWireName(delivery.Name, delivery.Version)?.Superseding != Superseding.LetRunningFinish);
        }
    }

    private bool CanBeOvertaken(ClaimedDelivery delivery) =>
        delivery.SupersedeKey is not null || catalog.FindByWireName(delivery.Name, delivery.Version) is { IsOvertakable: true };

    // The message stays held, and its lease renewed: it is not run beside itself, here or elsewhere, as long as this process lives.
    private void WriteOff(DeliveryRun run)
    {
        logger.HandlerStuck(run.Delivery.Name, run.Delivery.MessageId, run.Stop, options.Value.StopGrace);
        telemetry.Stuck(run.Delivery);
        wake.Set();
    }

    private void Free()
    {
        slots.Freed();
        if (slots.IsBehind)
        {
            wake.Set();
        }
    }

    private async Task RunAsync(DeliveryRun run, Task listed)
    {
        await listed.ConfigureAwait(false);
        try
        {
            await path.RunAsync(run).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            // Not the handler's doing (a broken listener of spans, say). The delivery must not stay open under a lease that is renewed for ever.
            logger.RunBroke(error, run.Delivery.Name, run.Delivery.MessageId);
            await settlement.RecordAsync(run, new Verdict.Retry(PauseAfterBreak, error)).ConfigureAwait(false);
        }
        finally
        {
            _runs.TryRemove(run.Delivery.Seq, out _);
            run.Dispose();
            slots.Freed();
            if (!run.Delivery.NothingWaitsForIt || slots.IsBehind)
            {
                wake.Set();
            }
        }
    }
}
