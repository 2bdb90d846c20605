using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Slipway.Messaging;
using Xunit;

namespace Slipway.Testing.Messaging;

/// <summary>Long tasks: progress, limits, takeover in time, hand-over, and handlers that do not listen.</summary>
public abstract class LongTaskContract(TestStore store) : MessagingContract(store)
{
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Beat_ManyTimes_TheLatestIsStoredWithTheRenewal()
    {
        var time = NewClock();
        var (beaten, finish) = (new TaskCompletionSource(), new TaskCompletionSource());
        var host = await Build(Long, "app", time).StartAsync();
        host.Script.On<DoIt>(async (_, context, _, stop) =>
        {
            for (var i = 0; i <= 500; i++)
            {
                await context.BeatAsync(i / 1000.0, $"step {i}", stop);
            }
            beaten.SetResult();
            await finish.Task.WaitAsync(stop);
            await context.BeatAsync(1, "all pushed", stop);
        });
        var chain = await host.SendAsync(new DoIt("a"));
        await beaten.Task;
        Assert.Null((await host.DeliveryAsync(chain)).Progress);

        time.Advance(Renewal);
        await Eventually.BecomesTrueAsync(async () => (await host.DeliveryAsync(chain)).Progress is not null, "stored with the renewal");

        var running = await host.DeliveryAsync(chain);
        Assert.Equal((0.5, "step 500", DeliveryState.Running), (running.Progress, running.ProgressNote, running.State));
        finish.SetResult();
        var done = await host.ReachesAsync(chain, DeliveryState.Done);
        Assert.Equal((1.0, "all pushed"), (done.Progress, done.ProgressNote));
    }

    [Fact]
    public async Task Beat_ProgressOutOfRange_Throws()
    {
        var host = await Build(m => m.Work<DoIt>().Run<ScriptedHandler<DoIt>>().Retry(Once)).StartAsync();
        host.Script.On<DoIt>((_, context, _, stop) => context.BeatAsync(1.1, null, stop).AsTask());

        var chain = await host.SendAsync(new DoIt("a"));

        Assert.Contains("Progress is from 0 to 1", (await host.ReachesAsync(chain, DeliveryState.Dead)).Outcome, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Beat_AttemptFailed_TheNextBeginsWithoutProgress()
    {
        var time = NewClock();
        var (beaten, finish) = (new TaskCompletionSource(), new TaskCompletionSource());
        var host = await Build(Long, "app", time).StartAsync();
        host.Script.On<DoIt>(async (_, context, _, stop) =>
        {
            await context.BeatAsync(0.7, "nearly", stop);
            beaten.SetResult();
            await finish.Task.WaitAsync(stop);
            throw new InvalidOperationException("boom");
        });
        var chain = await host.SendAsync(new DoIt("a"));
        await beaten.Task;
        time.Advance(Renewal);
        await Eventually.BecomesTrueAsync(async () => (await host.DeliveryAsync(chain)).Progress is 0.7, "stored");

        finish.SetResult();

        var waiting = await host.ReachesAsync(chain, DeliveryState.Ready, 1);
        Assert.Equal((null, null), (waiting.Progress, waiting.ProgressNote));
    }

    [Fact]
    public async Task Beat_LeaseIsGone_Throws()
    {
        var time = NewClock();
        var (told, thaw) = (new TaskCompletionSource(), new TaskCompletionSource());
        var outcome = new TaskCompletionSource<(Type Error, StopReason Reason)>();
        var host = await Build(Long, "app", time).StartAsync();
        host.Script.On<DoIt>(async (_, context, _, stop) =>
        {
            await using var registration = stop.Register(told.SetResult);
            await thaw.Task;
            var error = await Record.ExceptionAsync(() => context.BeatAsync(0.5, null, CancellationToken.None).AsTask());
            outcome.SetResult((error!.GetType(), context.Stop));
            throw error;
        });
        var chain = await host.SendAsync(new DoIt("a"));
        await Eventually.BecomesTrueAsync(() => host.Script.Runs.Count == 1, "the handler runs");

        await Store.ExecuteAsync("update delivery set owner = 'elsewhere/1/1/x', fence = fence + 1");
        time.Advance(Renewal);
        await told.Task;
        thaw.SetResult();

        Assert.Equal((typeof(OperationCanceledException), StopReason.LeaseLost), await outcome.Task);
        await host.StopAsync();
        Assert.Equal(["elsewhere/1/1/x"], await Store.QueryAsync("select owner from delivery"));
        Assert.Equal(chain, Assert.Single(await host.ChainAsync(chain)).CorrelationId);
    }

    [Fact]
    public async Task Within_NoProgressForTheIdleLimit_IsStoppedAndTriedAgain()
    {
        var time = NewClock();
        var beats = new ConcurrentQueue<TaskCompletionSource>(Enumerable.Range(0, 3).Select(_ => new TaskCompletionSource()));
        var arrived = 0;
        var host = await Build(m => m.Work<DoIt>().Run<ScriptedHandler<DoIt>>().Retry(Once).Within(TimeSpan.FromHours(1), TimeSpan.FromSeconds(9)), "app", time).StartAsync();
        var stages = beats.ToArray();
        host.Script.On<DoIt>(async (_, context, _, stop) =>
        {
            foreach (var stage in stages)
            {
                await stage.Task.WaitAsync(stop);
                await context.BeatAsync(null, null, stop);
                Interlocked.Increment(ref arrived);
            }
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop);
        });
        var chain = await host.SendAsync(new DoIt("a"));
        await Eventually.BecomesTrueAsync(() => host.Script.Runs.Count == 1, "the handler runs");

        var renewals = 0;
        using var renewed = Watch(host, TelemetryNames.LeaseRenewDuration, () => Interlocked.Increment(ref renewals));

        // 24 s in all, but never 9 without a beat.
        for (var i = 0; i < stages.Length; i++)
        {
            time.Advance(TimeSpan.FromSeconds(8));
            await Eventually.BecomesTrueAsync(() => renewals == i, "the lease is renewed, after 10 s and after 20");
            stages[i].SetResult();
            await Eventually.BecomesTrueAsync(() => arrived == i + 1, "beaten");
        }
        Assert.Equal(DeliveryState.Running, (await host.DeliveryAsync(chain)).State);
        time.Advance(TimeSpan.FromSeconds(9));

        Assert.Equal("gave up after 1 attempts: 'test.do-it' reported no progress for 00:00:09.", (await host.ReachesAsync(chain, DeliveryState.Dead)).Outcome);
    }

    [Fact]
    public async Task Within_ProgressButTooLongInAll_IsStopped()
    {
        var time = NewClock();
        var arrived = 0;
        var go = new SemaphoreSlim(0);
        var host = await Build(m => m.Work<DoIt>().Run<ScriptedHandler<DoIt>>().Retry(Once).Within(TimeSpan.FromSeconds(12), TimeSpan.FromSeconds(9)), "app", time).StartAsync();
        host.Script.On<DoIt>(async (_, context, _, stop) =>
        {
            while (true)
            {
                await go.WaitAsync(stop);
                await context.BeatAsync(null, null, stop);
                Interlocked.Increment(ref arrived);
            }
        });
        var chain = await host.SendAsync(new DoIt("a"));
        await Eventually.BecomesTrueAsync(() => host.Script.Runs.Count == 1, "the handler runs");

        time.Advance(TimeSpan.FromSeconds(8));
        go.Release();
        await Eventually.BecomesTrueAsync(() => arrived == 1, "beaten");
        time.Advance(TimeSpan.FromSeconds(4));

        Assert.Equal("gave up after 1 attempts: 'test.do-it' ran longer than its budget of 00:00:12.", (await host.ReachesAsync(chain, DeliveryState.Dead)).Outcome);
    }

    [Fact]
    public async Task Stop_HandlerIgnoresItPastTheGrace_IsReportedAndItsSlotReplacedAndItNeverRunsTwice()
    {
        var time = NewClock();
        var finish = new TaskCompletionSource();
        var stuck = 0;
        var host = await Build(
            m =>
            {
                m.Work<DoIt>().Run<ScriptedHandler<DoIt>>().Retry(Exact).Within(TimeSpan.FromSeconds(5));
                m.Work<DoOther>().Run<ScriptedHandler<DoOther>>();
            },
            "app",
            time,
            ("Concurrency", "1")).StartAsync();
        using var listener = Watch(host, TelemetryNames.Stuck, () => Interlocked.Increment(ref stuck));
        host.Script.On<DoIt>((_, context, _, _) => context.Attempt == 1 ? finish.Task : Task.CompletedTask);
        var chain = await host.SendAsync(new DoIt("deaf"));
        await Eventually.BecomesTrueAsync(() => host.Script.Runs.Count == 1, "the handler runs");
        var other = await host.SendAsync(new DoOther("waits"));

        time.Advance(TimeSpan.FromSeconds(5));
        await RenewAsync(host, time, 3, first: TimeSpan.FromSeconds(5));
        time.Advance(TimeSpan.FromMilliseconds(4999));
        Assert.Equal((0, 1), (stuck, host.Script.Runs.Count));
        time.Advance(TimeSpan.FromMilliseconds(1));

        await host.ReachesAsync(other, DeliveryState.Done);
        Assert.Equal(1, stuck);
        var health = (await host.Services.GetRequiredService<IMessagingHealth>().CheckReadyAsync(default)).Findings.Single(f => f.Part == "handlers");
        Assert.Equal(HealthState.Degraded, health.State);
        Assert.Contains("1 of test.do-it", health.Reason, StringComparison.Ordinal);
        for (var i = 0; i < 12; i++)
        {
            await RenewAsync(host, time, 1, first: TimeSpan.FromSeconds(i == 0 ? 5 : 10));
            var marker = await host.SendAsync(new DoOther("marker"));
            await host.ReachesAsync(marker, DeliveryState.Done);
        }
        Assert.Single(host.Script.Runs, r => r.Message is DoIt);
        Assert.Equal(DeliveryState.Running, (await host.DeliveryAsync(chain)).State);

        finish.SetResult();
        await host.ReachesAsync(chain, DeliveryState.Ready, 1);
        time.Advance(TimeSpan.FromSeconds(1));
        await host.ReachesAsync(chain, DeliveryState.Done, 2);
        Assert.Equal(HealthState.Healthy, (await host.Services.GetRequiredService<IMessagingHealth>().CheckReadyAsync(default)).Findings.Single(f => f.Part == "handlers").State);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(2)]
    [InlineData(4.5)]
    public async Task Lease_HolderOnAnotherMachineDies_IsTakenOverWithin35SecondsWhateverElseHappens(double phase)
    {
        var time = NewClock();
        var heir = await Build(Long, "app", time).StartAsync();
        await LooksAgainAsync(heir);
        time.Advance(TimeSpan.FromSeconds(phase));
        var holder = Build(Long, "app", time);
        var chain = await SendHeldAsync(holder, heir);
        var died = time.GetUtcNow();
        var ranAt = DateTimeOffset.MaxValue;
        heir.Script.On<DoIt>((_, _, _) => ranAt = time.GetUtcNow());

        // Other work keeps waking the heir in the meantime.
        for (var half = 0; half < 70 && ranAt == DateTimeOffset.MaxValue; half++)
        {
            time.Advance(TimeSpan.FromSeconds(0.5));
            await LooksAgainAsync(heir);
        }

        await heir.ReachesAsync(chain, DeliveryState.Done, 2);
        Assert.InRange(ranAt - died, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(35));
    }

    [Fact]
    public async Task Stop_SecondSignalDuringTheDrain_HandsALongTaskOverAtOnceWithoutCountingTheAttempt()
    {
        var time = NewClock();
        var reasons = new ConcurrentQueue<StopReason>();
        var host = await Build(Long, "app", time, ("DrainTimeout", "00:10:00")).StartAsync();
        host.Script.On<DoIt>(async (_, context, _, stop) =>
        {
            using var registration = stop.Register(() => reasons.Enqueue(context.Stop));
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop);
        });
        var chain = await host.SendAsync(new DoIt("a"));
        await Eventually.BecomesTrueAsync(() => host.Script.Runs.Count == 1, "the handler runs");
        using var second = new CancellationTokenSource();

        var stopping = host.StopAsync(second.Token);
        Assert.Empty(reasons);
        Assert.False(stopping.IsCompleted);
        await second.CancelAsync();
        await Record.ExceptionAsync(() => stopping);

        Assert.Equal([StopReason.Shutdown], reasons);
        var waiting = await host.DeliveryAsync(chain);
        Assert.Equal((DeliveryState.Ready, 0, "handed over: the process stopped"), (waiting.State, waiting.Attempts, waiting.Outcome));
        var next = await Build(Long, "app", time).StartAsync();
        Assert.Equal(1, (await next.ReachesAsync(chain, DeliveryState.Done)).Attempts);
    }

    [Fact]
    public async Task Retry_ProcessStartsAgainMeanwhile_AttemptAndTimeAreKept()
    {
        var time = NewClock();
        var first = await Build(Long, "app", time).StartAsync();
        first.Script.On<DoIt>((_, _, _) => throw new InvalidOperationException("boom"));
        var chain = await first.SendAsync(new DoIt("a"));
        var before = await first.ReachesAsync(chain, DeliveryState.Ready, 1);
        time.Advance(TimeSpan.FromSeconds(1));
        before = await first.ReachesAsync(chain, DeliveryState.Ready, 2);
        await first.StopAsync();

        var second = await Build(Long, "app", time).StartAsync();
        await LooksAgainAsync(second);

        Assert.Equal(before.DueAt, (await second.DeliveryAsync(chain)).DueAt);
        Assert.DoesNotContain(second.Script.Runs, r => r.Message is DoIt);
        time.Advance(TimeSpan.FromSeconds(2));
        await second.ReachesAsync(chain, DeliveryState.Done, 3);
        Assert.Equal(3, second.Script.Runs.Single(r => r.Message is DoIt).Attempt);
    }

    private static void Long(IMessagingBuilder messaging)
    {
        messaging.Work<DoIt>().Run<ScriptedHandler<DoIt>>().Retry(Exact).Within(TimeSpan.FromHours(1));
        messaging.Work<DoOther>().Run<ScriptedHandler<DoOther>>();
    }

    // A delivery that a process of another machine claimed and that nobody renews; the heir is not told of it.
    private async Task<string> SendHeldAsync(WorkerHost holder, WorkerHost heir)
    {
        await holder.Services.GetRequiredService<Subscriptions>().EnsureAsync(CancellationToken.None);
        var chain = await holder.SendAsync(new DoIt("a"), TimeSpan.FromDays(1));
        var until = holder.Services.GetRequiredService<IMessageDatabase>().Clock.Now() + Timestamp.From(TimeSpan.FromSeconds(30));
        await Store.ExecuteAsync(
            $"update delivery set state = 'running', attempt = 1, fence = 1, owner = 'elsewhere/1/1/x', lease_until = {until} where state = 'ready'");
        Assert.Equal(DeliveryState.Running, (await heir.DeliveryAsync(chain)).State);
        return chain;
    }
}
