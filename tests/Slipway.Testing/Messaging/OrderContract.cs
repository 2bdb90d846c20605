using System.Collections.Concurrent;
using System.Globalization;
using Slipway.Messaging;
using Xunit;

namespace Slipway.Testing.Messaging;

/// <summary>One at a time by key, first in first out, enforced by the database.</summary>
public abstract class OrderContract(TestStore store) : MessagingContract(store)
{
    [Fact]
    public async Task OneAtATimeBy_OneKeyTwoKindsOfMessageTwoServers_NeverOverlapAndKeepTheirOrder()
    {
        var running = 0;
        var overlaps = 0;
        var order = new ConcurrentQueue<string>();
        async Task StepAsync(string id)
        {
            if (Interlocked.Increment(ref running) > 1)
            {
                Interlocked.Increment(ref overlaps);
            }
            order.Enqueue(id);
            await Task.Yield();
            Interlocked.Decrement(ref running);
        }
        foreach (var host in (WorkerHost[])[NewServer(), NewServer()])
        {
            host.Script.On<DoIt>((work, _, _, _) => StepAsync(work.Id)).On<DoOther>((work, _, _, _) => StepAsync(work.Id));
            await host.StartAsync();
        }
        var sender = Build(OneAtATime);

        var chain = await sender.InSessionAsync((session, _) =>
        {
            for (var i = 0; i < 20; i++)
            {
                session.Send(new DoIt($"{2 * i:00}", "cluster:1"));
                session.Send(new DoOther($"{(2 * i) + 1:00}", "cluster:1"));
            }
        });
        await sender.SettlesAsync(chain);

        Assert.Equal(0, overlaps);
        Assert.Equal(Enumerable.Range(0, 40).Select(i => $"{i:00}"), order);

        WorkerHost NewServer() => Build(OneAtATime, "app", null, ("PollInterval", "00:00:00.050"));
    }

    [Fact]
    public async Task OneAtATimeBy_DifferentKeys_RunSideBySide()
    {
        var host = await Build(OneAtATime).StartAsync();
        var both = new TaskCompletionSource();
        var arrived = 0;
        host.Script.On<DoIt>(async (_, _, _, stop) =>
        {
            if (Interlocked.Increment(ref arrived) == 2)
            {
                both.SetResult();
            }
            await both.Task.WaitAsync(stop);
        });

        var chain = await host.InSessionAsync((session, _) =>
        {
            session.Send(new DoIt("a", "cluster:1"));
            session.Send(new DoIt("b", "cluster:2"));
        });

        await host.SettlesAsync(chain);
    }

    [Fact]
    public async Task OneAtATimeBy_KeyIsBusy_HoldsUpOnlyItsOwn()
    {
        var host = await Build(OneAtATime).StartAsync();
        var finish = new TaskCompletionSource();
        host.Script.On<DoIt>((_, _, _, stop) => finish.Task.WaitAsync(stop));

        var busy = await host.SendAsync(new DoIt("a", "cluster:1"));
        await Eventually.BecomesTrueAsync(() => host.Script.Runs.Count == 1, "the handler runs");
        var behind = await host.SendAsync(new DoOther("b", "cluster:1"));
        var other = await host.SendAsync(new DoOther("c", "cluster:2"));
        await host.ReachesAsync(other, DeliveryState.Done);

        Assert.Equal(DeliveryState.Ready, (await host.DeliveryAsync(behind)).State);
        finish.SetResult();
        await host.SettlesAsync(busy, behind);
    }

    [Fact]
    public async Task OneAtATimeBy_FirstOneWaitsForItsRetry_LaterOnesOfTheKeyWaitAndOthersDoNot()
    {
        var time = NewClock();
        var host = await Build(OneAtATime, "app", time).StartAsync();
        host.Script.On<DoIt>((work, context, effects) =>
        {
            effects.Add(work.Id);
            if (work.Id == "first" && context.Attempt == 1)
            {
                throw new InvalidOperationException("not yet");
            }
        });

        var first = await host.SendAsync(new DoIt("first", "cluster:1"));
        await host.ReachesAsync(first, DeliveryState.Ready, 1);
        var second = await host.SendAsync(new DoIt("second", "cluster:1"));
        var other = await host.SendAsync(new DoIt("other", "cluster:2"));
        await host.ReachesAsync(other, DeliveryState.Done);
        time.Advance(TimeSpan.FromSeconds(1));
        await host.ReachesAsync(second, DeliveryState.Done);

        Assert.Equal(["other", "first", "second"], await Store.EffectsAsync());
    }

    [Fact]
    public async Task OneAtATimeBy_EarlierOneIsDelayed_DoesNotHoldUpTheKey()
    {
        var time = NewClock();
        var host = await Build(OneAtATime, "app", time).StartAsync();
        host.Script.On<DoIt>((work, _, effects) => effects.Add(work.Id));

        var later = await host.SendAsync(new DoIt("in an hour", "cluster:1"), TimeSpan.FromHours(1));
        var now = await host.SendAsync(new DoIt("now", "cluster:1"));
        await host.ReachesAsync(now, DeliveryState.Done);
        time.Advance(TimeSpan.FromHours(1));
        await host.ReachesAsync(later, DeliveryState.Done);

        Assert.Equal(["now", "in an hour"], await Store.EffectsAsync());
    }

    [Fact]
    public async Task OneAtATimeBy_ManyAreDelayedBehindManyThatWait_DoNotHoldUpThoseBehindThem()
    {
        var time = NewClock();
        var host = await Build(OneAtATime, "app", time).StartAsync();
        var finish = new TaskCompletionSource();
        host.Script.On<DoIt>(async (work, _, effects, stop) =>
        {
            await finish.Task.WaitAsync(stop);
            effects.Add(work.Id);
        });

        var first = await SendLineAsync(host, "first", TimeSpan.Zero);
        var delayed = await SendLineAsync(host, "delayed", TimeSpan.FromHours(1));
        var last = await SendLineAsync(host, "last", TimeSpan.Zero);
        finish.SetResult();
        await host.SettlesAsync(first, last);
        time.Advance(TimeSpan.FromHours(1));
        await host.SettlesAsync(delayed);

        string[] order = [.. new[] { "first", "last", "delayed" }.SelectMany(part => Enumerable.Range(0, 20).Select(i => $"{part} {i:00}"))];
        Assert.Equal(order, await Store.EffectsAsync());
    }

    // As if the first one had been sent at once, or begun and handed over, by a process whose clock is ahead by these two seconds.
    [Theory]
    [InlineData("update message set sent_at = (select d.due_at from delivery d where d.message_id = message.id)")]
    [InlineData("update delivery set fence = 1")]
    public async Task OneAtATimeBy_EarlierOneIsOfAProcessWhoseClockIsAhead_GoesFirst(string change)
    {
        var host = await Build(OneAtATime).StartAsync();
        host.Script.On<DoIt>((work, _, effects) => effects.Add(work.Id));

        var first = await host.SendAsync(new DoIt("first", "cluster:1"), TimeSpan.FromSeconds(2));
        await Eventually.BecomesTrueAsync(async () => (await Store.QueryAsync("select message_id from delivery")).Count == 1, "it has arrived");
        await Store.ExecuteAsync(change);
        var second = await host.SendAsync(new DoIt("second", "cluster:1"));
        await host.ReachesAsync(first, DeliveryState.Done);
        await host.ReachesAsync(second, DeliveryState.Done);

        Assert.Equal(["first", "second"], await Store.EffectsAsync());
    }

    [Fact]
    public async Task OneAtATimeBy_ManyWaitBehindOneThatRuns_AreOutOfTheWayOfOthersAndKeepTheirOrder()
    {
        var host = await Build(OneAtATime, "app", null, ("Concurrency", "4")).StartAsync();
        var finish = new TaskCompletionSource();
        var order = new ConcurrentQueue<string>();
        host.Script.On<DoIt>(async (work, _, _, stop) =>
        {
            await finish.Task.WaitAsync(stop);
            order.Enqueue(work.Id);
        });

        var line = await host.InSessionAsync((session, _) =>
        {
            for (var i = 0; i < 50; i++)
            {
                session.Send(new DoIt($"{i:00}", "cluster:1"));
            }
        });
        var behind = await host.SendAsync(new DoIt("50", "cluster:1"));
        await host.ReachesAsync(await host.SendAsync(new DoOther("x", "cluster:2")), DeliveryState.Done);

        // All but those that run or come soon.
        var blocked = Assert.Single(await Store.QueryAsync("select count(*) from delivery where blocked = 1"));
        Assert.InRange(int.Parse(blocked, CultureInfo.InvariantCulture), 40, 50);
        finish.SetResult();
        await host.SettlesAsync(line, behind);
        Assert.Equal(Enumerable.Range(0, 51).Select(i => $"{i:00}"), order);
        Assert.Equal(["0"], await Store.QueryAsync("select count(*) from delivery where blocked = 1"));
    }

    [Fact]
    public async Task OneAtATimeBy_ManySendersAndServersAtOnce_NobodyIsLeftWaiting()
    {
        var hosts = new List<WorkerHost>();
        for (var i = 0; i < 3; i++)
        {
            // Nothing but the end of the one before tells that the next may run, within the time that the test waits.
            hosts.Add(await Build(OneAtATime, "app", null, ("PollInterval", "00:01:00")).StartAsync());
        }

        var chains = await Task.WhenAll(Enumerable.Range(0, 240).Select(i => hosts[i % 3].SendAsync(new DoIt($"{i}", $"cluster:{i % 5}"))));

        var records = await hosts[0].SettlesAsync(chains);
        Assert.Equal(240, records.Length);
        Assert.Equal(240, hosts.Sum(h => h.Script.Runs.Count));
    }

    [Fact]
    public async Task Database_TwoDeliveriesOfOneKeyAreMadeToRun_Refuses()
    {
        var host = Build(OneAtATime);
        await host.InSessionAsync((session, _) =>
        {
            session.Send(new DoIt("a", "cluster:1"));
            session.Send(new DoOther("b", "cluster:1"));
        });

        var error = await Record.ExceptionAsync(() => Store.ExecuteAsync("update delivery set state = 'running', owner = 'me', lease_until = 0"));

        Assert.NotNull(error);
        Assert.DoesNotContain("running", await Store.QueryAsync("select state from delivery"));
    }

    private static Task<string> SendLineAsync(WorkerHost host, string part, TimeSpan delay) => host.InSessionAsync((session, _) =>
    {
        for (var i = 0; i < 20; i++)
        {
            session.Send(new DoIt($"{part} {i:00}", "cluster:1"), delay);
        }
    });
}
