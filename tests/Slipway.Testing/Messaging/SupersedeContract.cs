using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Slipway.Messaging;
using Xunit;

namespace Slipway.Testing.Messaging;

/// <summary>Newest wins by key, decided by the database where a delivery is inserted.</summary>
public abstract class SupersedeContract(TestStore store) : MessagingContract(store)
{
    [Fact]
    public async Task NewestWinsBy_OlderOnesWait_AreSupersededAndOnlyTheNewestRuns()
    {
        var host = Build(Newest);
        var chain = await SendAllAsync(host, "1", "2", "3");
        var other = await host.SendAsync(new DoIt("other", "cluster:2"));

        await host.StartAsync();
        var records = await host.SettlesAsync(chain);
        await host.ReachesAsync(other, DeliveryState.Done);

        Assert.Equal([DeliveryState.Superseded, DeliveryState.Superseded, DeliveryState.Done], records.Select(r => r.Deliveries[0].State));
        Assert.Equal([$"overtaken by {records[1].Id}", $"overtaken by {records[2].Id}", null], records.Select(r => r.Deliveries[0].Outcome));
        Assert.Equal(["3", "other"], host.Script.Runs.Select(r => ((DoIt)r.Message).Id).Order());
    }

    [Fact]
    public async Task NewestWinsBy_OlderOneRunsInThisProcess_IsStoppedAtOnceAndThenTheNewerRuns()
    {
        // The clock stands still: neither the renewal of the lease nor the slow poll can be what tells.
        var host = await Build(Newest, "app", NewClock()).StartAsync();
        var running = 0;
        var overlaps = 0;
        var reasons = new ConcurrentQueue<StopReason>();
        host.Script.On<DoIt>(async (work, context, effects, stop) =>
        {
            overlaps += Interlocked.Increment(ref running) > 1 ? 1 : 0;
            try
            {
                effects.Add(work.Id);
                if (work.Id == "old")
                {
                    await HangAsync(context, reasons, stop);
                }
            }
            finally
            {
                Interlocked.Decrement(ref running);
            }
        });
        var old = await host.SendAsync(new DoIt("old", "cluster:1"));
        await Eventually.BecomesTrueAsync(() => host.Script.Runs.Count == 1, "the older runs");

        var newer = await host.SendAsync(new DoIt("new", "cluster:1"));

        await host.ReachesAsync(newer, DeliveryState.Done);
        var superseded = await host.DeliveryAsync(old);
        Assert.Equal((DeliveryState.Superseded, 1), (superseded.State, superseded.Attempts));
        Assert.Equal($"overtaken by {(await host.ChainAsync(newer))[0].Id}", superseded.Outcome);
        Assert.Equal([StopReason.Superseded], reasons);
        Assert.Equal(["new"], await Store.EffectsAsync());
        Assert.Equal(0, overlaps);
        Assert.Empty(await Store.QueryAsync("select result from delivery_attempt"));
    }

    [Fact]
    public async Task NewestWinsBy_OlderOneRunsInAnotherProcess_IsStoppedByTheNextRenewal()
    {
        var time = NewClock();
        var worker = await Build(Newest, "app", time).StartAsync();
        var reasons = new ConcurrentQueue<StopReason>();
        worker.Script.On<DoIt>((work, context, _, stop) => work.Id == "old" ? HangAsync(context, reasons, stop) : Task.CompletedTask);
        var old = await worker.SendAsync(new DoIt("old", "cluster:1"));
        await Eventually.BecomesTrueAsync(() => worker.Script.Runs.Count == 1, "the older runs");

        time.Advance(TimeSpan.FromSeconds(1));
        var newer = await Build(Newest, "app", time).SendAsync(new DoIt("new", "cluster:1"));
        time.Advance(TimeSpan.FromSeconds(10));

        await worker.ReachesAsync(old, DeliveryState.Superseded);
        await worker.ReachesAsync(newer, DeliveryState.Done);
        Assert.Equal([StopReason.Superseded], reasons);
    }

    [Fact]
    public async Task NewestWinsBy_OlderOneRunsInAnotherProcessThatIsSignalled_IsStoppedAtOnce()
    {
        var time = NewClock();
        var worker = await Build(Newest, "app", time).StartAsync();
        var reasons = new ConcurrentQueue<StopReason>();
        worker.Script.On<DoIt>((work, context, _, stop) => work.Id == "old" ? HangAsync(context, reasons, stop) : Task.CompletedTask);
        var old = await worker.SendAsync(new DoIt("old", "cluster:1"));
        await Eventually.BecomesTrueAsync(() => worker.Script.Runs.Count == 1, "the older runs");

        time.Advance(TimeSpan.FromMilliseconds(1));
        await Build(Newest, "app", time).SendAsync(new DoIt("new", "cluster:1"));
        worker.Services.GetRequiredService<CancelSignal>().Set();

        await worker.ReachesAsync(old, DeliveryState.Superseded);
        Assert.Equal([StopReason.Superseded], reasons);
    }

    [Fact]
    public async Task NewestWinsBy_NoSignalComes_TheNextRenewalTells()
    {
        var time = NewClock();
        var worker = await Build(Newest, "app", time).StartAsync();
        var reasons = new ConcurrentQueue<StopReason>();
        worker.Script.On<DoIt>((_, context, _, stop) => HangAsync(context, reasons, stop));
        var old = await worker.SendAsync(new DoIt("old", "cluster:1"));
        await Eventually.BecomesTrueAsync(() => worker.Script.Runs.Count == 1, "the older runs");

        await Store.ExecuteAsync("update delivery set cancel_asked = 'newer'");
        time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal("overtaken by newer", (await worker.ReachesAsync(old, DeliveryState.Superseded)).Outcome);
        Assert.Equal([StopReason.Superseded], reasons);
    }

    [Fact]
    public async Task NewestWinsBy_HandlerThrowsWhateverOnceItIsTold_IsSupersededAndNotFailed()
    {
        var host = await Build(Newest).StartAsync();
        host.Script.On<DoIt>(async (work, _, effects, stop) =>
        {
            effects.Add(work.Id);
            if (work.Id == "old")
            {
                var told = new TaskCompletionSource();
                await using var registration = stop.Register(told.SetResult);
                await told.Task;
                throw new PermanentFailureException("the connection was closed under it");
            }
        });
        var old = await host.SendAsync(new DoIt("old", "cluster:1"));
        await Eventually.BecomesTrueAsync(() => host.Script.Runs.Count == 1, "the older runs");

        var newer = await host.SendAsync(new DoIt("new", "cluster:1"));

        await host.ReachesAsync(old, DeliveryState.Superseded, 1);
        await host.ReachesAsync(newer, DeliveryState.Done);
        Assert.Equal(["new"], await Store.EffectsAsync());
    }

    [Fact]
    public async Task NewestWinsBy_HandlerFinishesAlthoughItWasTold_IsDoneWithWhatItDid()
    {
        var host = await Build(Newest).StartAsync();
        host.Script.On<DoIt>(async (work, _, effects, stop) =>
        {
            if (work.Id == "old")
            {
                var told = new TaskCompletionSource();
                await using var registration = stop.Register(told.SetResult);
                await told.Task;
            }
            effects.Add(work.Id);
        });
        var old = await host.SendAsync(new DoIt("old", "cluster:1"));
        await Eventually.BecomesTrueAsync(() => host.Script.Runs.Count == 1, "the older runs");

        var newer = await host.SendAsync(new DoIt("new", "cluster:1"));

        await host.ReachesAsync(newer, DeliveryState.Done);
        var done = await host.DeliveryAsync(old);
        Assert.Equal((DeliveryState.Done, $"finished although {(await host.ChainAsync(newer))[0].Id} had overtaken it"), (done.State, done.Outcome));
        Assert.Equal(["old", "new"], await Store.EffectsAsync());
    }

    [Fact]
    public async Task NewestWinsBy_RunningOneMayFinish_IsNotToldAndTheNewerRunsAfterIt()
    {
        var host = await Build(Lenient).StartAsync();
        var finish = new TaskCompletionSource();
        host.Script.On<DoIt>(async (work, context, effects, stop) =>
        {
            if (work.Id == "old")
            {
                await finish.Task.WaitAsync(stop);
            }
            effects.Add($"{work.Id} {context.Stop}");
        });
        var old = await host.SendAsync(new DoIt("old", "cluster:1"));
        await Eventually.BecomesTrueAsync(() => host.Script.Runs.Count == 1, "the older runs");

        var chain = await SendAllAsync(host, "middle", "new");
        await host.SendAsync(new DoOther("marker"));
        await Eventually.BecomesTrueAsync(() => host.Script.Runs.Count == 2, "a look for work later");
        finish.SetResult();

        var records = await host.SettlesAsync(chain);
        Assert.Equal([DeliveryState.Superseded, DeliveryState.Done], records.Select(r => r.Deliveries[0].State));
        await host.ReachesAsync(old, DeliveryState.Done);
        Assert.Equal(["old None", "new None"], await Store.EffectsAsync());
    }

    [Fact]
    public async Task NewestWinsBy_RunningOneMayFinishAndFails_IsSupersededAndNotTriedAgain()
    {
        var time = NewClock();
        var host = await Build(Lenient, "app", time).StartAsync();
        var finish = new TaskCompletionSource();
        host.Script.On<DoIt>(async (work, _, _, _) =>
        {
            if (work.Id == "old")
            {
                await finish.Task;
                throw new InvalidOperationException("boom");
            }
        });
        var old = await host.SendAsync(new DoIt("old", "cluster:1"));
        await Eventually.BecomesTrueAsync(() => host.Script.Runs.Count == 1, "the older runs");
        var newer = await host.SendAsync(new DoIt("new", "cluster:1"));

        finish.SetResult();

        await host.ReachesAsync(newer, DeliveryState.Done);
        Assert.StartsWith("overtaken by ", (await host.ReachesAsync(old, DeliveryState.Superseded, 1)).Outcome, StringComparison.Ordinal);
        Assert.Equal(["boom"], await Store.QueryAsync("select error from delivery_attempt"));
    }

    [Fact]
    public async Task NewestWinsBy_OlderOneWaitsForItsRetryOrItsTime_DoesNotComeBack()
    {
        var time = NewClock();
        var host = await Build(Newest, "app", time).StartAsync();
        host.Script.On<DoIt>((work, _, effects) =>
        {
            effects.Add(work.Id);
            if (work.Id == "retrying")
            {
                throw new InvalidOperationException("not yet");
            }
        });
        var retrying = await host.SendAsync(new DoIt("retrying", "cluster:1"));
        await host.ReachesAsync(retrying, DeliveryState.Ready, 1);
        var delayed = await host.SendAsync(new DoIt("delayed", "cluster:2"), TimeSpan.FromMinutes(1));

        var newer = await host.SendAsync(new DoIt("new 1", "cluster:1"));
        var newest = await host.SendAsync(new DoIt("new 2", "cluster:2"));
        await host.ReachesAsync(newer, DeliveryState.Done);
        await host.ReachesAsync(newest, DeliveryState.Done);
        time.Advance(TimeSpan.FromHours(1));

        var marker = await host.SendAsync(new DoOther("marker"));
        await host.ReachesAsync(marker, DeliveryState.Done);
        await host.ReachesAsync(retrying, DeliveryState.Superseded, 1);
        await host.ReachesAsync(delayed, DeliveryState.Superseded, 0);
        Assert.Equal(["new 1", "new 2"], (await Store.EffectsAsync()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task NewestWinsBy_HolderOfTheOlderOneDies_IsSupersededAndNotTakenOver()
    {
        var time = NewClock();
        var sender = Build(Newest, "app", time);
        var old = await sender.SendAsync(new DoIt("old", "cluster:1"));
        await sender.Services.GetRequiredService<DeliveryStore>().ClaimAsync(OwnerId.Create(), TimeSpan.FromSeconds(30), Room.For(10), CancellationToken.None);
        await Store.ExecuteAsync("update delivery set owner = 'elsewhere/1/1/x'");
        var newer = await sender.SendAsync(new DoIt("new", "cluster:1"));

        var heir = await Build(Newest, "app", time).StartAsync();
        await AdvanceUntilAsync(
            time,
            TimeSpan.FromSeconds(5),
            async () => (await heir.DeliveryAsync(newer)).State == DeliveryState.Done,
            "the newer one runs once the lease of the older has ended");

        Assert.Equal(DeliveryState.Superseded, (await heir.DeliveryAsync(old)).State);
        Assert.Equal(["new"], heir.Script.Runs.Select(r => ((DoIt)r.Message).Id));
    }

    [Fact]
    public async Task NewestWinsBy_ProcessStopsWithTheOlderOne_IsSupersededAndNotHandedOver()
    {
        var host = await Build(Lenient, "app", null, ("DrainTimeout", "00:00:00")).StartAsync();
        host.Script.On<DoIt>((_, _, _, stop) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop));
        var old = await host.SendAsync(new DoIt("old", "cluster:1"));
        await Eventually.BecomesTrueAsync(() => host.Script.Runs.Count == 1, "the older runs");
        var newer = await host.SendAsync(new DoIt("new", "cluster:1"));

        await host.StopAsync();

        Assert.Equal(DeliveryState.Superseded, (await host.DeliveryAsync(old)).State);
        Assert.Equal(DeliveryState.Ready, (await host.DeliveryAsync(newer)).State);
    }

    [Fact]
    public async Task NewestWinsBy_StormOverTwoServers_NewestIsDoneLastAndNothingOverlaps()
    {
        const int Sends = 100;
        var running = 0;
        var overlaps = 0;
        foreach (var host in (WorkerHost[])[NewServer(), NewServer()])
        {
            host.Script.On<DoIt>(async (work, _, effects, stop) =>
            {
                if (Interlocked.Increment(ref running) > 1)
                {
                    Interlocked.Increment(ref overlaps);
                }
                try
                {
                    effects.Add(work.Id);
                    if (work.Id != $"{Sends - 1}")
                    {
                        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop);
                    }
                }
                finally
                {
                    Interlocked.Decrement(ref running);
                }
            });
            await host.StartAsync();
        }
        var sender = Build(Newest);
        var chains = new List<string>();
        for (var i = 0; i < Sends; i++)
        {
            chains.Add(await sender.SendAsync(new DoIt($"{i}", "cluster:1")));
        }

        var records = await sender.SettlesAsync([.. chains]);

        Assert.Equal(Enumerable.Repeat(DeliveryState.Superseded, Sends - 1).Append(DeliveryState.Done), records.Select(r => r.Deliveries[0].State));
        Assert.Equal([$"{Sends - 1}"], await Store.EffectsAsync());
        Assert.Equal(0, overlaps);

        WorkerHost NewServer() => Build(Newest, "app", null, ("PollInterval", "00:00:00.050"), ("Lease", "00:00:00.600"));
    }

    /// <summary>Declares two tasks of which the first has newest wins.</summary>
    protected static void Newest(IMessagingBuilder messaging)
    {
        ArgumentNullException.ThrowIfNull(messaging);
        messaging.Work<DoIt>().Run<ScriptedHandler<DoIt>>().Retry(Exact).Within(TimeSpan.FromHours(1)).NewestWinsBy(work => work.Key);
        messaging.Work<DoOther>().Run<ScriptedHandler<DoOther>>().Retry(Exact);
    }

    private static void Lenient(IMessagingBuilder messaging)
    {
        Newest(messaging);
        messaging.Work<DoIt>().NewestWinsBy(work => work.Key, Superseding.LetRunningFinish);
    }

    private static Task<string> SendAllAsync(WorkerHost host, params string[] ids) => host.InSessionAsync((session, _) =>
    {
        foreach (var id in ids)
        {
            session.Send(new DoIt(id, "cluster:1"));
        }
    });

    private static async Task HangAsync(HandlerContext context, ConcurrentQueue<StopReason> reasons, CancellationToken stop)
    {
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop);
        }
        finally
        {
            reasons.Enqueue(context.Stop);
        }
    }
}
