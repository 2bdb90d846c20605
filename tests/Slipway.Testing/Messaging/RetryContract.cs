using System.Collections.Concurrent;
using Slipway.Messaging;
using Xunit;

namespace Slipway.Testing.Messaging;

/// <summary>What follows a failure, and delayed sending.</summary>
public abstract class RetryContract(TestStore store) : MessagingContract(store)
{
    [Fact]
    public async Task Handle_FailsEachTime_IsTriedOnScheduleThenDead()
    {
        var time = NewClock();
        var began = time.GetUtcNow();
        var ranAfter = new ConcurrentQueue<TimeSpan>();
        var host = await Build(Everything, "app", time).StartAsync();
        host.Script.On<DoIt>((_, _, _) =>
        {
            ranAfter.Enqueue(time.GetUtcNow() - began);
            throw new InvalidOperationException("boom");
        });

        var chain = await host.SendAsync(new DoIt("a"));
        var due = TimeSpan.Zero;
        for (var attempt = 1; attempt < Exact.MaxAttempts; attempt++)
        {
            var waiting = await host.ReachesAsync(chain, DeliveryState.Ready, attempt);
            var delay = TimeSpan.FromSeconds(Math.Pow(2, attempt - 1));
            due += delay;
            Assert.Equal(began + due, waiting.DueAt);
            Assert.Equal("boom", waiting.Outcome);
            time.Advance(delay - TimeSpan.FromMilliseconds(1));
            time.Advance(TimeSpan.FromMilliseconds(1));
        }
        var dead = await host.ReachesAsync(chain, DeliveryState.Dead, 4);

        Assert.Equal("gave up after 4 attempts: boom", dead.Outcome);
        Assert.Equal([0, 1, 3, 7], ranAfter.Select(t => t.TotalSeconds));
        Assert.Equal(["failed", "failed", "failed", "dead"], await Store.QueryAsync("select result from delivery_attempt order by fence"));
        Assert.All(await Store.QueryAsync("select detail from delivery_attempt"), d => Assert.Contains("InvalidOperationException", d, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Handle_PermanentFailure_IsDeadAtOnce()
    {
        var host = await Build(Everything).StartAsync();
        host.Script.On<DoIt>((_, _, _) => throw new PermanentFailureException("never"));

        var chain = await host.SendAsync(new DoIt("a"));

        var dead = await host.ReachesAsync(chain, DeliveryState.Dead);
        Assert.Equal((1, "never"), (dead.Attempts, dead.Outcome));
    }

    [Fact]
    public async Task Handle_AsksToTryLater_WaitsAsLongAndCounts()
    {
        var time = NewClock();
        var began = time.GetUtcNow();
        var host = await Build(Everything, "app", time).StartAsync();
        host.Script.On<DoIt>((_, context, _) => throw new TryLaterException(TimeSpan.FromMinutes(10 * context.Attempt), "the store is closed"));

        var chain = await host.SendAsync(new DoIt("a"));
        foreach (var (attempt, due) in ((int, int)[])[(1, 10), (2, 30), (3, 60)])
        {
            var waiting = await host.ReachesAsync(chain, DeliveryState.Ready, attempt);
            Assert.Equal((began.AddMinutes(due), "the store is closed"), (waiting.DueAt, waiting.Outcome));
            time.Advance(waiting.DueAt!.Value - time.GetUtcNow());
        }

        Assert.Equal("gave up after 4 attempts: the store is closed", (await host.ReachesAsync(chain, DeliveryState.Dead, 4)).Outcome);
    }

    [Fact]
    public async Task WhenDead_FinalHandlerSucceeds_ItsWritesCommitWithTheDeadLetter()
    {
        var host = await Build(WithFinalHandler).StartAsync();
        host.Script.On<DoIt>((_, _, _) => throw new PermanentFailureException("never"));
        host.Script.On<GivenUp>((given, context, effects) =>
        {
            effects.Add($"{((DoIt)given.Message).Id}: {given.Error}");
            context.Publish(new Happened("failed"));
        });

        var chain = await host.SendAsync(new DoIt("a"));

        await host.ReachesAsync(chain, DeliveryState.Dead);
        Assert.Equal(["a: never"], await Store.EffectsAsync());
        Assert.Equal(["test.do-it", "test.happened"], (await host.ChainAsync(chain)).Select(m => m.Name));
    }

    [Fact]
    public async Task WhenDead_FinalHandlerFailsToSave_NothingOfItIsLeftAndItIsTriedAgain()
    {
        var time = NewClock();
        var host = await Build(WithFinalHandler, "app", time).StartAsync();
        var finals = 0;
        host.Script.On<DoIt>((_, _, _) => throw new PermanentFailureException("never"));
        host.Script.On<GivenUp>((_, context, effects) =>
        {
            effects.Add($"final {++finals}");
            context.Publish(new Happened("failed"));
            effects.FailWith = finals == 1 ? new InvalidOperationException("conflict") : null;
        });

        var chain = await host.SendAsync(new DoIt("a"));

        await host.ReachesAsync(chain, DeliveryState.Ready, 1);
        Assert.Empty(await Store.EffectsAsync());
        Assert.Single(await host.ChainAsync(chain));
        time.Advance(TimeSpan.FromMinutes(5));
        await host.ReachesAsync(chain, DeliveryState.Dead);
        Assert.Equal(["final 2"], await Store.EffectsAsync());
    }

    [Fact]
    public async Task WhenDead_FinalHandlerNeverSucceeds_IsBuriedInTheEnd()
    {
        var time = NewClock();
        var host = await Build(WithFinalHandler, "app", time).StartAsync();
        host.Script.On<DoIt>((_, _, _) => throw new InvalidOperationException("boom"));
        host.Script.On<GivenUp>((_, _, _) => throw new InvalidOperationException("worse"));

        var chain = await host.SendAsync(new DoIt("a"));
        await AdvanceUntilAsync(time, TimeSpan.FromSeconds(10), async () => (await host.DeliveryAsync(chain)).State == DeliveryState.Dead, "buried");

        var dead = await host.DeliveryAsync(chain);
        Assert.Equal(9, dead.Attempts);
        Assert.Contains("its final handler failed: worse", dead.Outcome, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_WithDelay_RunsWhenItIsDueAndNotBefore()
    {
        var time = NewClock();
        var began = time.GetUtcNow();
        var host = await Build(Everything, "app", time).StartAsync();
        var ranAt = DateTimeOffset.MinValue;
        host.Script.On<DoIt>((_, _, _) => ranAt = time.GetUtcNow());

        var chain = await host.SendAsync(new DoIt("late"), TimeSpan.FromMinutes(10));
        Assert.Equal(began.AddMinutes(10), (await host.DeliveryAsync(chain)).DueAt);
        for (var minute = 0; minute < 10; minute++)
        {
            Assert.Equal(DateTimeOffset.MinValue, ranAt);
            time.Advance(TimeSpan.FromMinutes(1));
        }
        await host.ReachesAsync(chain, DeliveryState.Done);

        Assert.Equal(began.AddMinutes(10), ranAt);
    }

    [Fact]
    public async Task Within_HandlerRunsTooLong_IsStoppedCountedAndTriedAgain()
    {
        var time = NewClock();
        var reasons = new ConcurrentQueue<StopReason>();
        var host = await Build(m => m.Work<DoIt>().Run<ScriptedHandler<DoIt>>().Retry(Exact).Within(TimeSpan.FromSeconds(5)), "app", time).StartAsync();
        host.Script.On<DoIt>(async (_, context, _, stop) =>
        {
            if (context.Attempt == 1)
            {
                await HangAsync(context, reasons, stop);
            }
        });

        var chain = await host.SendAsync(new DoIt("a"));
        await Eventually.BecomesTrueAsync(() => host.Script.Runs.Count == 1, "the handler runs");
        time.Advance(TimeSpan.FromSeconds(5));

        var waiting = await host.ReachesAsync(chain, DeliveryState.Ready, 1);
        Assert.Contains("longer than its budget", waiting.Outcome, StringComparison.Ordinal);
        Assert.Equal([StopReason.Timeout], reasons);
        time.Advance(TimeSpan.FromSeconds(1));
        await host.ReachesAsync(chain, DeliveryState.Done, 2);
    }

    [Fact]
    public async Task Within_HandlerIgnoresItsToken_NeverRunsTwiceSideBySideAndCommitsNothing()
    {
        var time = NewClock();
        var ended = new TaskCompletionSource();
        var sideBySide = 0;
        var most = 0;
        var host = await Build(m => m.Work<DoIt>().Run<ScriptedHandler<DoIt>>().Retry(Exact).Within(TimeSpan.FromSeconds(5)), "app", time).StartAsync();
        host.Script.On<DoIt>(async (work, context, effects, _) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref sideBySide));
            effects.Add($"{work.Id}{context.Attempt}");
            if (context.Attempt == 1)
            {
                await ended.Task;
            }
            Interlocked.Decrement(ref sideBySide);
        });

        var chain = await host.SendAsync(new DoIt("a"));
        await Eventually.BecomesTrueAsync(() => host.Script.Runs.Count == 1, "the handler runs");
        await RenewAsync(host, time, 15);
        Assert.Equal(DeliveryState.Running, (await host.DeliveryAsync(chain)).State);
        ended.SetResult();
        await AdvanceUntilAsync(time, TimeSpan.FromSeconds(5), async () => (await host.DeliveryAsync(chain)).State == DeliveryState.Done, "done");

        Assert.Equal(1, most);
        Assert.DoesNotContain("a1", await Store.EffectsAsync());
    }

    [Fact]
    public async Task Supersede_HandlerSaysSo_EndsSupersededWithTheReason()
    {
        var host = await Build(Everything).StartAsync();
        host.Script.On<DoIt>((work, context, effects) =>
        {
            effects.Add(work.Id);
            context.Supersede("revision 3 is newer");
        });

        var chain = await host.SendAsync(new DoIt("a"));

        Assert.Equal("revision 3 is newer", (await host.ReachesAsync(chain, DeliveryState.Superseded)).Outcome);
        Assert.Equal(["a"], await Store.EffectsAsync());
    }

    private static void WithFinalHandler(IMessagingBuilder messaging)
    {
        messaging.Event<Happened>();
        messaging.Work<DoIt>().Run<ScriptedHandler<DoIt>>().Retry(Exact).WhenDead<ScriptedDeadHandler<DoIt>>();
    }

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
