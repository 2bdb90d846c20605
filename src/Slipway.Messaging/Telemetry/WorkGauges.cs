using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Slipway.Messaging;

/// <summary>
/// Gauges of what the database holds. Each process of the database shows the same values: take the greatest, never the sum. Collecting begins
/// a look at the database and shows what the last one found; nobody collects, nothing is looked at.
/// </summary>
internal sealed class WorkGauges : IWorkGauges, IHostedService
{
    // Of a process that is collected once a minute, say, and whose last look is that old.
    private static readonly TimeSpan TooOld = TimeSpan.FromMinutes(5);

    private readonly StoreWatch _store;
    private readonly TimeProvider _time;
    private readonly string _system;
    private readonly ILogger<WorkGauges> _logger;

    public WorkGauges(StoreWatch store, MessagingTelemetry telemetry, IMessageDatabase database, TimeProvider time, ILogger<WorkGauges> logger)
    {
        _store = store;
        _time = time;
        _system = database.System;
        _logger = logger;
        var meter = telemetry.Meter;
        meter.CreateObservableGauge(TelemetryNames.Ready, () => Count(MessageCondition.Ready), "{message}", "Deliveries whose time has come and that no worker has begun");
        meter.CreateObservableGauge(TelemetryNames.Waiting, () => Count(MessageCondition.Waiting), "{message}", "Deliveries sent with a delay that has not passed");
        meter.CreateObservableGauge(TelemetryNames.Retrying, () => Count(MessageCondition.Retrying), "{message}", "Deliveries of which an attempt failed and another follows");
        meter.CreateObservableGauge(TelemetryNames.DeadLetters, () => Count(MessageCondition.Dead), "{message}", "Dead letters that nobody has replayed or dropped");
        meter.CreateObservableGauge(TelemetryNames.OldestReadyAge, OldestReadyAges, "s", "How long the oldest delivery is ready that could be begun");
        meter.CreateObservableGauge(TelemetryNames.OutboxPending, () => Outbox(s => (double)s.OutboxPending), "{message}", "Messages that a broker has yet to take");
        meter.CreateObservableGauge(
            TelemetryNames.OutboxOldestAge, () => Outbox(s => Seconds(s.OutboxOldest)), "s", "How long the oldest message waits for a broker to take it");
    }

    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _store.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            _logger.StoreLookFailed(error);
        }
    }

    /// <summary>Nothing: being made is all it takes to be seen by a collector.</summary>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private StoreSnapshot? Snapshot()
    {
        _store.Nudge();
        return _store.Latest is { } latest && _time.GetUtcNow() - latest.TakenAt < TooOld ? latest : null;
    }

    private IEnumerable<Measurement<long>> Count(MessageCondition condition) =>
        Snapshot()?.Counts.Where(c => c.Condition == condition).Select(c => new Measurement<long>(c.Count, Tags(c.Name))) ?? [];

    private IEnumerable<Measurement<double>> OldestReadyAges() =>
        Snapshot()?.OldestRunnable.Select(c => new Measurement<double>(Seconds(c.OldestSince), Tags(c.Name))) ?? [];

    private IEnumerable<Measurement<double>> Outbox(Func<StoreSnapshot, double> value) =>
        Snapshot() is { } snapshot ? [new Measurement<double>(value(snapshot), KeyValuePair.Create<string, object?>(TelemetryNames.System, _system))] : [];

    private double Seconds(DateTimeOffset? since) => since is { } at ? Math.Max(0, (_time.GetUtcNow() - at).TotalSeconds) : 0;

    private KeyValuePair<string, object?>[] Tags(string name) =>
        [KeyValuePair.Create<string, object?>(TelemetryNames.System, _system), KeyValuePair.Create<string, object?>(TelemetryNames.Destination, name)];
}
