using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Options;

namespace Slipway.Messaging;

internal sealed class MessagingHealth(
    Pulse pulse, StoreWatch store, Subscriptions subscriptions, RunningDeliveries running, IEnumerable<IHealthReporter> reporters, TimeProvider time, IOptions<WorkerOptions> worker,
    IOptions<HealthOptions> options) : IMessagingHealth
{
    // Longer than any single look may take: a store that does not answer is no reason to start the process again.
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly ImmutableArray<IHealthReporter> _reporters = [.. reporters];

    public HealthReport CheckLive() => new(
    [
        Turns("claim loop", "looked for work", pulse.SinceClaim(), (worker.Value.PollInterval * 3) + Slack),
        Turns("lease pump", "turned", pulse.SinceRenewal(), worker.Value.Lease + Slack),
    ]);

    public async Task<HealthReport> CheckReadyAsync(CancellationToken cancellationToken)
    {
        var snapshot = await LookAsync(cancellationToken).ConfigureAwait(false);
        return new HealthReport(
        [
            snapshot.Finding,
            subscriptions.AreWritten
                ? new HealthFinding("subscriptions", HealthState.Healthy, "written")
                : new HealthFinding("subscriptions", HealthState.Unhealthy, "not written yet; events of others would not be delivered here"),
            Handlers(),
            .. _reporters.Select(r => r.Report()),
            .. snapshot.Seen is { } seen ? Backlog(seen) : [],
        ]);
    }

    private async Task<(HealthFinding Finding, StoreSnapshot? Seen)> LookAsync(CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return (new HealthFinding("store", HealthState.Healthy, "answers"), await store.ReadAsync(either.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (new HealthFinding("store", HealthState.Unhealthy, $"did not answer within {Text(Patience)}"), null);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return (new HealthFinding("store", HealthState.Unhealthy, error.Message.ReplaceLineEndings(" ")), null);
        }
    }

    // They hold their messages, and cost what they cost, until the process ends.
    private HealthFinding Handlers()
    {
        var stuck = running.Snapshot().Where(r => r.IsStuck).GroupBy(r => r.Delivery.Name).OrderBy(g => g.Key, StringComparer.Ordinal).ToList();
        return stuck.Count == 0
            ? new HealthFinding("handlers", HealthState.Healthy, "all end when they are told to stop")
            : new HealthFinding(
                "handlers",
                HealthState.Degraded,
                $"told to stop, and running on after more than {Text(worker.Value.StopGrace)}: {string.Join(", ", stuck.Select(g => $"{g.Count()} of {g.Key}"))}; only a new start of the process ends them");
    }

    private IEnumerable<HealthFinding> Backlog(StoreSnapshot seen)
    {
        var oldest = seen.OldestRunnable.MinBy(c => c.OldestSince);
        var age = oldest is null ? TimeSpan.Zero : time.GetUtcNow() - oldest.OldestSince;
        yield return age > options.Value.OldestReadyAge
            ? new HealthFinding(
                "backlog", HealthState.Degraded, $"{oldest!.Name} is ready for {Text(age)} and no worker has begun it; {Text(options.Value.OldestReadyAge)} is the most that is well")
            : new HealthFinding("backlog", HealthState.Healthy, oldest is null ? "nothing is ready" : $"the oldest ready message waits for {Text(age)}");
        if (seen.OutboxOldest is { } since && time.GetUtcNow() - since > options.Value.OldestOutboxAge)
        {
            yield return new HealthFinding(
                "outbox", HealthState.Degraded, $"{seen.OutboxPending} messages wait for the broker, the oldest for {Text(time.GetUtcNow() - since)}");
        }
    }

    private static HealthFinding Turns(string part, string what, TimeSpan? ago, TimeSpan limit) => ago switch
    {
        null => new HealthFinding(part, HealthState.Healthy, "has not begun"),
        { } age when age > limit => new HealthFinding(part, HealthState.Unhealthy, $"{what} {Text(age)} ago; {Text(limit)} is the most that is well"),
        { } age => new HealthFinding(part, HealthState.Healthy, $"{what} {Text(age)} ago"),
    };

    private static string Text(TimeSpan time) => time.TotalSeconds switch
    {
        < 120 => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, time.TotalSeconds):0.#} s"),
        < 7200 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0.#} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:0.#} h"),
    };
}
