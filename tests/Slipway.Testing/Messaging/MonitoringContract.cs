using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Slipway.Messaging;
using Xunit;

namespace Slipway.Testing.Messaging;

/// <summary>What health and metrics say of the store and the pumps.</summary>
public abstract class MonitoringContract(TestStore store) : MessagingContract(store)
{
    [Fact]
    public async Task CheckLive_PumpsTurn_IsHealthyAndUnhealthyOnceTheyStopped()
    {
        var time = NewClock();
        var host = await Build(Everything, time: time).StartAsync();
        var live = Health(host).CheckLive();
        await host.StopAsync();

        time.Advance(TimeSpan.FromMinutes(3));

        Assert.Equal(HealthState.Healthy, live.State);
        Assert.Equal(
            [("claim loop", HealthState.Unhealthy), ("lease pump", HealthState.Unhealthy)], Health(host).CheckLive().Findings.Select(f => (f.Part, f.State)));
    }

    [Fact]
    public async Task CheckReady_BeforeAndAfterTheStart_TellsWhatIsMissing()
    {
        var host = Build(Everything);
        var before = await Health(host).CheckReadyAsync(default);

        await host.StartAsync();

        Assert.Equal((HealthState.Unhealthy, HealthState.Unhealthy), (before.State, Finding(before, "subscriptions").State));
        // A broker that is not there yet does not hold up the start.
        await Eventually.BecomesTrueAsync(
            async () => (await Health(host).CheckReadyAsync(default)).State == HealthState.Healthy, "it is ready");
    }

    [Fact]
    public async Task CheckReady_ReadyForTooLong_IsDegradedAndNamesIt()
    {
        var time = NewClock();
        var host = Build(OneAtATime, time: time);
        await host.SendAsync(new DoIt("a", "key"));
        await host.SendAsync(new DoOther("b", "key"));
        time.Advance(TimeSpan.FromMinutes(4));
        var soon = await Health(host).CheckReadyAsync(default);

        time.Advance(TimeSpan.FromMinutes(2));
        var late = await Health(host).CheckReadyAsync(default);

        Assert.Equal(HealthState.Healthy, Finding(soon, "backlog").State);
        Assert.Equal(HealthState.Degraded, Finding(late, "backlog").State);
        Assert.Contains("test.do-it is ready for 6 min", Finding(late, "backlog").Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckReady_BehindARunningOneOfItsKey_IsNotLate()
    {
        var time = NewClock();
        var host = await Build(OneAtATime, time: time).StartAsync();
        var ended = new TaskCompletionSource();
        host.Script.On<DoIt>((_, _, _, stop) => ended.Task.WaitAsync(stop));
        await host.ReachesAsync(await host.SendAsync(new DoIt("a", "key")), DeliveryState.Running);
        await host.SendAsync(new DoOther("b", "key"));
        await Store.ExecuteAsync("update delivery set due_at = due_at - 600000000 where state = 'ready'");

        var report = await Health(host).CheckReadyAsync(default);
        ended.SetResult();

        Assert.Equal(HealthState.Healthy, report.State);
    }

    [Fact]
    public async Task CheckReady_AReporterIsUnwell_SaysWhatItSays()
    {
        var broker = new HealthFinding("broker", HealthState.Unhealthy, "not connected for 3 s");
        var host = await Build(m =>
        {
            Everything(m);
            m.Services.AddSingleton<IHealthReporter>(new FixedReporter(broker));
        }).StartAsync();

        var report = await Health(host).CheckReadyAsync(default);

        Assert.Equal(HealthState.Unhealthy, report.State);
        Assert.Contains(broker, report.Findings);
    }

    [Fact]
    public async Task CheckReady_StoreIsBroken_IsUnhealthyWithTheReason()
    {
        var host = Build(Everything, time: NewClock());
        await Store.ExecuteAsync("alter table outbox rename to outbox_gone");

        var report = await Health(host).CheckReadyAsync(default);

        Assert.Equal(HealthState.Unhealthy, Finding(report, "store").State);
        Assert.Contains("outbox", Finding(report, "store").Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gauges_Collected_ShowTheStoreAndLookAtMostOnceInFiveSeconds()
    {
        var time = NewClock();
        var host = Build(Everything, time: time);
        await host.SendAsync(new DoIt("a"));
        await host.SendAsync(new DoIt("b"));
        await host.SendAsync(new DoOther("c"), TimeSpan.FromHours(1));
        time.Advance(TimeSpan.FromSeconds(30));

        var first = await CollectAsync(host);
        await host.SendAsync(new DoIt("d"));
        time.Advance(TimeSpan.FromSeconds(4));
        var tooSoon = await CollectAsync(host);
        time.Advance(TimeSpan.FromSeconds(1));
        var later = await CollectAsync(host);

        Assert.Equal((2, 30, 1, 0), (first["work.ready test.do-it"], first["work.oldest_ready_age test.do-it"], first["work.waiting test.do-other"], first["outbox.pending "]));
        Assert.Equal((2, 34), (tooSoon["work.ready test.do-it"], tooSoon["work.oldest_ready_age test.do-it"]));
        Assert.Equal((3, 35), (later["work.ready test.do-it"], later["work.oldest_ready_age test.do-it"]));
    }

    [Fact]
    public async Task Gauges_DeadLetter_IsCountedUntilItIsReplayed()
    {
        var time = NewClock();
        var host = await Build(Everything, time: time).StartAsync();
        host.Script.On<DoIt>((_, _, _) => throw new PermanentFailureException("no luck"));
        var chain = await host.SendAsync(new DoIt("a"));
        await host.ReachesAsync(chain, DeliveryState.Dead);

        var before = await CollectAsync(host);
        host.Script.On<DoIt>((_, _, _) => { });
        await host.Services.GetAdministration().ReplayAsync((await host.ChainAsync(chain))[0].Id, "eve", null, default, default);
        await host.SettlesAsync(chain);
        time.Advance(TimeSpan.FromSeconds(5));
        var after = await CollectAsync(host);

        Assert.Equal(1, before["work.dead_letters test.do-it"]);
        Assert.DoesNotContain("work.dead_letters test.do-it", after.Keys);
    }

    [Fact]
    public async Task Instruments_OneHandled_RecordAttemptsAndOperations()
    {
        var host = Build(Everything);
        var recorded = new System.Collections.Concurrent.ConcurrentBag<string>();
        using var listener = Listen(host, (instrument, _, tags) => recorded.Add(
            $"{instrument.Name} {Tag(tags, TelemetryNames.OperationName) ?? Tag(tags, TelemetryNames.Destination)}"));
        await host.StartAsync();

        await host.SettlesAsync(await host.SendAsync(new DoIt("a")));

        await Eventually.BecomesTrueAsync(() => recorded.Contains("work.attempts test.do-it"), "attempts are recorded");
        Assert.Contains("messaging.client.operation.duration send", recorded);
        Assert.Contains("messaging.client.operation.duration receive", recorded);
    }

    private static IMessagingHealth Health(WorkerHost host) => host.Services.GetRequiredService<IMessagingHealth>();

    private static HealthFinding Finding(HealthReport report, string part) => report.Findings.Single(f => f.Part == part);

    // What a scrape does: fetch first, then ask the instruments of this host.
    private static async Task<Dictionary<string, double>> CollectAsync(WorkerHost host)
    {
        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        await host.Services.GetRequiredService<IWorkGauges>().RefreshAsync(default);
        using var listener = Listen(host, (instrument, value, tags) => values[$"{instrument.Name} {Tag(tags, TelemetryNames.Destination)}"] = value);
        listener.RecordObservableInstruments();
        return values;
    }

    private static MeterListener Listen(WorkerHost host, Action<Instrument, double, KeyValuePair<string, object?>[]> measured)
    {
        host.Services.GetRequiredService<IWorkGauges>();
        var meter = host.Services.GetRequiredService<MessagingTelemetry>().Meter;
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, l) =>
            {
                if (ReferenceEquals(instrument.Meter, meter))
                {
                    l.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => measured(instrument, value, tags.ToArray()));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => measured(instrument, value, tags.ToArray()));
        listener.Start();
        return listener;
    }

    private static string? Tag(KeyValuePair<string, object?>[] tags, string name) => tags.FirstOrDefault(t => t.Key == name).Value as string;

    private sealed class FixedReporter(HealthFinding finding) : IHealthReporter
    {
        public HealthFinding Report() => finding;
    }
}
