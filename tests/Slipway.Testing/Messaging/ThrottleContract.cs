using System.Collections.Concurrent;
using Slipway.Messaging;
using Xunit;

namespace Slipway.Testing.Messaging;

/// <summary>So many in any period and no more, over all processes.</summary>
public abstract class ThrottleContract(TestStore store) : MessagingContract(store)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(7);

    [Fact]
    public async Task Throttle_MoreThanItAllows_BeginWhenItDoesAndNotBefore()
    {
        var time = NewClock();
        var began = time.GetUtcNow();
        var starts = new ConcurrentQueue<(string Id, TimeSpan At)>();
        var host = await Build(Throttled, "app", time, ("PollInterval", "00:01:00")).StartAsync();
        host.Script.On<DoIt>((work, _, _) => starts.Enqueue((work.Id, time.GetUtcNow() - began)));

        var chain = await SendAllAsync(host, 8);
        foreach (var count in (int[])[3, 6])
        {
            await Eventually.BecomesTrueAsync(() => starts.Count == count, $"{count} began");
            time.Advance(Period - TimeSpan.FromMilliseconds(1));
            await LooksAgainAsync(host);
            Assert.Equal(count, starts.Count);
            time.Advance(TimeSpan.FromMilliseconds(1));
        }
        await host.SettlesAsync(chain);

        Assert.Equal(Enumerable.Range(0, 8).Select(i => ($"{i}", Period * (i / 3))), starts.Order());
        Assert.All(await host.SettlesAsync(chain), r => Assert.Equal(1, r.Deliveries[0].Attempts));
    }

    [Fact]
    public async Task Throttle_SomeBeganEarlier_CountOnlyWithinThePeriod()
    {
        var time = NewClock();
        var host = await Build(Throttled, "app", time, ("PollInterval", "00:01:00")).StartAsync();
        await host.SettlesAsync(await SendAllAsync(host, 1));
        time.Advance(Period - TimeSpan.FromSeconds(1));
        await host.SettlesAsync(await SendAllAsync(host, 2));
        var chain = await SendAllAsync(host, 4);
        await LooksAgainAsync(host);
        Assert.Equal(3, Count(host));

        time.Advance(TimeSpan.FromSeconds(1));
        await Eventually.BecomesTrueAsync(() => Count(host) == 4, "one more, as one is a period ago");
        await LooksAgainAsync(host);
        Assert.Equal(4, Count(host));
        time.Advance(Period - TimeSpan.FromSeconds(1));
        await Eventually.BecomesTrueAsync(() => Count(host) == 6, "two more");
        time.Advance(TimeSpan.FromSeconds(1));
        await host.SettlesAsync(chain);
    }

    [Fact]
    public async Task Throttle_TwoProcesses_ShareTheRate()
    {
        var time = NewClock();
        var one = await Build(Throttled, "app", time).StartAsync();
        var two = await Build(Throttled, "app", time).StartAsync();

        var first = await SendAllAsync(one, 5);
        var second = await SendAllAsync(two, 5);
        await Eventually.BecomesTrueAsync(() => Count(one) + Count(two) == 3, "three began");
        await LooksAgainAsync(one);
        await LooksAgainAsync(two);
        Assert.Equal(3, Count(one) + Count(two));

        await AdvanceUntilAsync(
            time,
            TimeSpan.FromSeconds(1),
            async () => (await one.ChainAsync(first, second)).All(r => r.Deliveries[0].State == DeliveryState.Done),
            "all are done");
        Assert.Equal(10, Count(one) + Count(two));
    }

    [Fact]
    public async Task Throttle_ProcessStartsAgain_TheRateIsStillUsedUp()
    {
        var time = NewClock();
        var first = await Build(Throttled, "app", time).StartAsync();
        await SendAllAsync(first, 4);
        await Eventually.BecomesTrueAsync(() => Count(first) == 3, "three began");
        await first.StopAsync();

        var second = await Build(Throttled, "app", time).StartAsync();
        await LooksAgainAsync(second);

        Assert.Equal(0, Count(second));
        time.Advance(Period);
        await Eventually.BecomesTrueAsync(() => Count(second) == 1, "the last one");
    }

    [Fact]
    public async Task Throttle_BacklogIsHeldBack_DoesNotDelayOthers()
    {
        var host = Build(Throttled, "app", NewClock(), ("Concurrency", "4"));
        await SendAllAsync(host, 200);
        var others = await host.InSessionAsync((session, _) =>
        {
            for (var i = 0; i < 20; i++)
            {
                session.Send(new DoOther($"{i}"));
            }
        });

        await host.StartAsync();

        Assert.All(await host.SettlesAsync(others), r => Assert.Equal(DeliveryState.Done, r.Deliveries[0].State));
        Assert.Equal(3, Count(host));
    }

    [Fact]
    public async Task Throttle_IsGoneInTheNextVersion_WhatWaitedRunsAtOnce()
    {
        var time = NewClock();
        var first = await Build(Throttled, "app", time).StartAsync();
        var chain = await SendAllAsync(first, 10);
        await Eventually.BecomesTrueAsync(() => Count(first) == 3, "three began");
        await first.StopAsync();

        var second = await Build(Everything, "app", time).StartAsync();

        await second.SettlesAsync(chain);
        Assert.Equal(7, Count(second));
    }

    [Fact]
    public async Task Throttle_HandlerIsGoneInTheNextVersion_WhatWaitedIsADeadLetter()
    {
        var time = NewClock();
        var first = await Build(Throttled, "app", time).StartAsync();
        var chain = await SendAllAsync(first, 4);
        await Eventually.BecomesTrueAsync(() => Count(first) == 3, "three began");
        await first.StopAsync();

        var second = await Build(m => m.Work<DoOther>().Run<ScriptedHandler<DoOther>>(), "app", time).StartAsync();

        Assert.Equal(DeliveryState.Dead, (await second.SettlesAsync(chain))[3].Deliveries[0].State);
    }

    private static void Throttled(IMessagingBuilder messaging)
    {
        messaging.Work<DoIt>().Run<ScriptedHandler<DoIt>>().Retry(Exact).Throttle(3, Period);
        messaging.Work<DoOther>().Run<ScriptedHandler<DoOther>>().Retry(Exact);
    }
}
