using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Slipway.Messaging;
using Xunit;

namespace Slipway.Testing.Messaging;

/// <summary>Leases: renewed while a handler lives, taken over when it does not, and never written past.</summary>
public abstract class LeaseContract(TestStore store) : MessagingContract(store)
{
    [Fact]
    public async Task Lease_HandlerRunsLongerThanIt_IsRenewedAndNobodyElseRunsIt()
    {
        var time = NewClock();
        var finish = new TaskCompletionSource();
        var host = await Build(Patient, "app", time).StartAsync();
        var other = Build(Patient, "app", time);
        host.Script.On<DoIt>((_, _, _, stop) => finish.Task.WaitAsync(stop));
        other.Script.On<DoIt>((_, _, _, stop) => finish.Task.WaitAsync(stop));

        var chain = await host.SendAsync(new DoIt("long"));
        await host.ReachesAsync(chain, DeliveryState.Running);
        await other.StartAsync();
        var renewals = 0;
        using var renewed = Watch(host, TelemetryNames.LeaseRenewDuration, () => Interlocked.Increment(ref renewals));
        for (var i = 0; i < 12; i++)
        {
            time.Advance(TimeSpan.FromSeconds(10));
            await Eventually.BecomesTrueAsync(() => renewals == i + 1, "the lease is renewed");
        }
        finish.SetResult();

        var done = await host.ReachesAsync(chain, DeliveryState.Done);
        Assert.Equal(1, done.Attempts);
        Assert.Equal(1, host.Script.Runs.Count + other.Script.Runs.Count);
    }

    [Fact]
    public async Task Lease_HolderIsGoneWithoutAWord_IsTakenOverWhenItRunsOutAndTheAttemptCounts()
    {
        var time = NewClock();
        var sender = Build(Patient, "app", time);
        var chain = await sender.SendAsync(new DoIt("a"));
        var lease = TimeSpan.FromSeconds(30);
        Assert.Single((await sender.Services.GetRequiredService<DeliveryStore>().ClaimAsync(OwnerId.Create(), lease, Room.For(10), CancellationToken.None)).Deliveries);

        var ranAt = DateTimeOffset.MinValue;
        var began = time.GetUtcNow();
        var heir = Build(Patient, "app", time);
        heir.Script.On<DoIt>((_, _, _) => ranAt = time.GetUtcNow());
        await heir.StartAsync();
        await Eventually.BecomesTrueAsync(async () =>
        {
            time.Advance(TimeSpan.FromSeconds(1));
            return (await heir.DeliveryAsync(chain)).State == DeliveryState.Done;
        }, "taken over");

        Assert.True(ranAt - began > lease, $"taken over after {ranAt - began}");
        Assert.Equal(2, (await heir.DeliveryAsync(chain)).Attempts);
        Assert.Equal(["lost"], await Store.QueryAsync("select result from delivery_attempt"));
    }

    [Fact]
    public async Task Lease_HolderIsADeadProcessOfThisMachine_IsTakenOverAtOnce()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Dead processes are recognised on Linux only.");
        var sender = Build(Patient);
        var chain = await sender.SendAsync(new DoIt("a"));
        var self = OwnerId.Create();
        await sender.Services.GetRequiredService<DeliveryStore>().ClaimAsync(self, TimeSpan.FromMinutes(10), Room.For(10), CancellationToken.None);
        var gone = self.ToString().Split('/') switch { [var place, var pid, var ticks, var id] => $"{place}/{pid}/{ticks}1/{id}", _ => "" };
        await Store.ExecuteAsync($"update delivery set owner = '{gone}'");

        var heir = await Build(Patient).StartAsync();

        await heir.ReachesAsync(chain, DeliveryState.Done, 2);
    }

    [Fact]
    public async Task Lease_HolderOfAnotherMachine_IsNotTakenOverBeforeItRunsOut()
    {
        var time = NewClock();
        var sender = Build(Patient, "app", time);
        var chain = await sender.SendAsync(new DoIt("a"));
        await sender.Services.GetRequiredService<DeliveryStore>().ClaimAsync(OwnerId.Create(), TimeSpan.FromSeconds(30), Room.For(10), CancellationToken.None);
        await Store.ExecuteAsync("update delivery set owner = 'elsewhere/1/1/x'");

        var heir = await Build(Patient, "app", time).StartAsync();
        var marker = await heir.SendAsync(new DoOther("marker"));
        await heir.ReachesAsync(marker, DeliveryState.Done);

        Assert.Equal(DeliveryState.Running, (await heir.DeliveryAsync(chain)).State);
    }

    [Fact]
    public async Task Lease_FrozenHolderWakesAfterItWasTakenOver_CannotCommit()
    {
        var time = NewClock();
        var thaw = new TaskCompletionSource();
        // One slot, so that it does not look for work either.
        var frozen = await Build(Patient, "app", time, ("Concurrency", "1")).StartAsync();
        frozen.Script.On<DoIt>(async (_, context, effects, _) =>
        {
            await thaw.Task;   // hears nothing, as a stopped process
            effects.Add("zombie");
            context.Publish(new Happened("zombie"));
        });
        var chain = await frozen.SendAsync(new DoIt("a"));
        await frozen.ReachesAsync(chain, DeliveryState.Running);
        await Store.ExecuteAsync("update delivery set lease_until = 0, owner = 'elsewhere/1/1/x'");

        var heirTime = NewClock();
        var heir = Build(Patient, "app", heirTime);
        heir.Script.On<DoIt>((_, _, effects) => effects.Add("heir"));
        await heir.StartAsync();

        // The frozen one hears of it as well, and keeps it away for a lease if it is faster.
        await Eventually.BecomesTrueAsync(async () =>
        {
            heirTime.Advance(TimeSpan.FromSeconds(1));
            return (await heir.DeliveryAsync(chain)).State == DeliveryState.Done;
        }, "taken over");
        Assert.Equal(2, (await heir.DeliveryAsync(chain)).Attempts);
        thaw.SetResult();
        await frozen.StopAsync();

        Assert.Equal(["heir"], await Store.EffectsAsync());
        Assert.Single(await heir.ChainAsync(chain));
        Assert.Equal(DeliveryState.Done, (await heir.DeliveryAsync(chain)).State);
    }

    [Fact]
    public async Task Lease_IsLostWhileTheHandlerIgnoresIt_NeverRunsTwiceSideBySideInTheProcess()
    {
        var time = NewClock();
        var thaw = new TaskCompletionSource();
        var host = await Build(Patient, "app", time).StartAsync();
        host.Script.On<DoIt>(async (_, context, effects, _) =>
        {
            if (context.Fence == 1)
            {
                await thaw.Task;
            }
            effects.Add($"fence {context.Fence}");
        });
        var chain = await host.SendAsync(new DoIt("a"));
        await Eventually.BecomesTrueAsync(() => host.Script.Runs.Count == 1, "the handler runs");

        await Store.ExecuteAsync("update delivery set lease_until = 0");
        time.Advance(TimeSpan.FromSeconds(5));
        await Eventually.BecomesTrueAsync(
            async () => (await host.DeliveryAsync(chain)).Outcome == "an earlier run has not ended yet", "claimed again, and put back");
        Assert.Single(host.Script.Runs);
        thaw.SetResult();
        await Eventually.BecomesTrueAsync(async () =>
        {
            time.Advance(TimeSpan.FromSeconds(5));
            return (await host.DeliveryAsync(chain)).State == DeliveryState.Done;
        }, "run again");

        Assert.Equal(2, host.Script.Runs.Count);
        Assert.DoesNotContain("fence 1", await Store.EffectsAsync());
    }

    [Fact]
    public async Task Lease_CannotBeRenewed_StopsTheHandlerBeforeAnotherMayTakeIt()
    {
        var time = NewClock();
        var began = time.GetUtcNow();
        var stops = new ConcurrentQueue<(StopReason Reason, TimeSpan After)>();
        var host = await Build(Patient, "app", time).StartAsync();
        host.Script.On<DoIt>(async (_, context, _, stop) =>
        {
            if (context.Attempt == 1)
            {
                using var told = stop.Register(() => stops.Enqueue((context.Stop, time.GetUtcNow() - began)));
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop);
            }
        });
        var chain = await host.SendAsync(new DoIt("a"));
        await Eventually.BecomesTrueAsync(() => host.Script.Runs.Count == 1, "the handler runs");

        // Gone for a while, so that no renewal gets through.
        await Store.ExecuteAsync("alter table delivery rename to hidden");
        for (var i = 0; i < 20; i++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
        }
        await Eventually.BecomesTrueAsync(() => !stops.IsEmpty, "the handler is told");
        await Store.ExecuteAsync("alter table hidden rename to delivery");

        Assert.Equal((StopReason.LeaseLost, TimeSpan.FromSeconds(20)), Assert.Single(stops));
        await Eventually.BecomesTrueAsync(async () =>
        {
            time.Advance(TimeSpan.FromSeconds(1));
            return (await host.DeliveryAsync(chain)).State == DeliveryState.Done;
        }, "it runs again");
        Assert.Equal(2, (await host.DeliveryAsync(chain)).Attempts);
    }

    [Fact]
    public async Task Stop_HandlerOutlastsTheDrain_IsToldAndHandedOverWithoutCountingTheAttempt()
    {
        var reasons = new ConcurrentQueue<StopReason>();
        var first = await Build(Patient, "app", null, ("DrainTimeout", "00:00:00")).StartAsync();
        first.Script.On<DoIt>(async (_, context, effects, stop) =>
        {
            effects.Add("half");
            using var told = stop.Register(() => reasons.Enqueue(context.Stop));
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop);
        });
        var chain = await first.SendAsync(new DoIt("a"));
        await Eventually.BecomesTrueAsync(() => first.Script.Runs.Count == 1, "the handler runs");

        await first.StopAsync();

        Assert.Equal([StopReason.Shutdown], reasons);
        var waiting = await first.DeliveryAsync(chain);
        Assert.Equal((DeliveryState.Ready, 0), (waiting.State, waiting.Attempts));
        var next = await Build(Patient).StartAsync();
        Assert.Equal(1, (await next.ReachesAsync(chain, DeliveryState.Done)).Attempts);
        Assert.Empty(await Store.EffectsAsync());
    }

    [Fact]
    public async Task Lease_ClaimWasCommittedAndNobodyWasTold_IsGivenBackAndTheAttemptDoesNotCount()
    {
        var time = NewClock();
        var finish = new TaskCompletionSource();
        var host = await Build(Patient, "app", time).StartAsync();
        host.Script.On<DoIt>((work, _, _, stop) => work.Id == "long" ? finish.Task.WaitAsync(stop) : Task.CompletedTask);
        var running = await host.SendAsync(new DoIt("long"));
        await host.ReachesAsync(running, DeliveryState.Running);
        var unheard = await host.SendAsync(new DoIt("unheard"), TimeSpan.FromHours(1));
        await host.ReachesAsync(unheard, DeliveryState.Ready);

        // As it is left by a connection that ended before it said that the claim is stored.
        await Store.ExecuteAsync("""
            update delivery set state = 'running', attempt = 1, fence = 1, started_at = due_at,
              owner = (select owner from delivery where state = 'running'), lease_until = (select lease_until from delivery where state = 'running')
            where state = 'ready'
            """);
        var renewals = 0;
        using var renewed = Watch(host, TelemetryNames.LeaseRenewDuration, () => Interlocked.Increment(ref renewals));
        for (var i = 0; i < 2; i++)
        {
            time.Advance(TimeSpan.FromSeconds(10));
            await Eventually.BecomesTrueAsync(() => renewals == i + 1, "the lease is renewed");
        }

        await host.ReachesAsync(unheard, DeliveryState.Done, 1);
        Assert.Equal(DeliveryState.Running, (await host.DeliveryAsync(running)).State);
        finish.SetResult();
        await host.ReachesAsync(running, DeliveryState.Done, 1);
    }

    [Fact]
    public async Task Stop_HandlerEndsWithinTheDrain_IsLeftAloneAndNothingNewIsTaken()
    {
        var finish = new TaskCompletionSource();
        var host = await Build(Patient, "app", null, ("Concurrency", "1")).StartAsync();
        host.Script.On<DoIt>(async (work, _, effects, stop) =>
        {
            await finish.Task.WaitAsync(stop);
            effects.Add(work.Id);
        });
        var chain = await host.SendAsync(new DoIt("a"));
        await Eventually.BecomesTrueAsync(() => host.Script.Runs.Count == 1, "the handler runs");
        var waiting = await host.SendAsync(new DoIt("b"));

        var stopping = host.StopAsync();
        finish.SetResult();
        await stopping;

        Assert.Equal(["a"], await Store.EffectsAsync());
        Assert.Equal(DeliveryState.Done, (await host.DeliveryAsync(chain)).State);
        Assert.Equal(DeliveryState.Ready, (await host.DeliveryAsync(waiting)).State);
    }

    private static void Patient(IMessagingBuilder messaging)
    {
        messaging.Event<Happened>();
        messaging.Work<DoIt>().Run<ScriptedHandler<DoIt>>().Retry(Exact).Within(TimeSpan.FromHours(1));
        messaging.Work<DoOther>().Run<ScriptedHandler<DoOther>>();
    }
}
