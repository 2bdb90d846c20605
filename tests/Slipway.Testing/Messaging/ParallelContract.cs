using Slipway.Messaging;
using Xunit;

namespace Slipway.Testing.Messaging;

/// <summary>So many at once in a process and no more.</summary>
public abstract class ParallelContract(TestStore store) : MessagingContract(store)
{
    [Fact]
    public async Task Parallel_MoreThanItAllows_RunAsOthersEndInTheirOrder()
    {
        using var gate = new SemaphoreSlim(0);
        var host = await Build(Limited, "app", TimeProvider.System, ("PollInterval", "00:01:00")).StartAsync();
        host.Script.On<DoIt>(async (_, _, _, stop) => await gate.WaitAsync(stop));

        var chain = await SendAllAsync(host, 6);
        for (var begun = 2; begun <= 6; begun++)
        {
            await Eventually.BecomesTrueAsync(() => Count(host) == begun, $"{begun} began");
            await LooksAgainAsync(host);
            Assert.Equal(begun, Count(host));
            gate.Release();
        }
        gate.Release();
        await host.SettlesAsync(chain);

        Assert.Equal(["0", "1", "2", "3", "4", "5"], host.Script.Runs.Select(r => r.Message).OfType<DoIt>().Select(m => m.Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Parallel_TwoProcesses_EachHasItsOwn()
    {
        using var gate = new SemaphoreSlim(0);
        var one = await Build(Limited, "app").StartAsync();
        var two = await Build(Limited, "app").StartAsync();
        one.Script.On<DoIt>(async (_, _, _, stop) => await gate.WaitAsync(stop));
        two.Script.On<DoIt>(async (_, _, _, stop) => await gate.WaitAsync(stop));

        var chain = await SendAllAsync(one, 8);
        await Eventually.BecomesTrueAsync(() => Count(one) == 2 && Count(two) == 2, "two run in each");
        await LooksAgainAsync(one);
        await LooksAgainAsync(two);
        Assert.Equal((2, 2), (Count(one), Count(two)));

        gate.Release(8);
        await one.SettlesAsync(chain);
    }

    [Fact]
    public async Task Parallel_BacklogWaits_DoesNotDelayOthers()
    {
        using var gate = new SemaphoreSlim(0);
        var host = Build(Limited, "app", TimeProvider.System, ("Concurrency", "3"));
        host.Script.On<DoIt>(async (_, _, _, stop) => await gate.WaitAsync(stop));
        var chain = await SendAllAsync(host, 50);
        var others = await host.InSessionAsync((session, _) =>
        {
            for (var i = 0; i < 20; i++)
            {
                session.Send(new DoOther($"{i}"));
            }
        });

        await host.StartAsync();

        Assert.All(await host.SettlesAsync(others), r => Assert.Equal(DeliveryState.Done, r.Deliveries[0].State));
        Assert.Equal(2, Count(host));
        gate.Release(50);
        await host.SettlesAsync(chain);
    }

    [Fact]
    public async Task Concurrency_ManyThatEndAtOnce_SlotsAreTakenOnce()
    {
        const int Slots = 4;
        var (running, most) = (0, 0);
        var host = Build(Limited, "app", TimeProvider.System, ("Concurrency", $"{Slots}"));
        host.Script.On<DoOther>(async (_, _, _, _) =>
        {
            var now = Interlocked.Increment(ref running);
            for (var seen = Volatile.Read(ref most); now > seen; seen = Volatile.Read(ref most))
            {
                Interlocked.CompareExchange(ref most, now, seen);
            }
            await Task.Yield();
            Interlocked.Decrement(ref running);
        });
        var chain = await host.InSessionAsync((session, _) =>
        {
            for (var i = 0; i < 200; i++)
            {
                session.Send(new DoOther($"{i}"));
            }
        });

        await host.StartAsync();

        Assert.All(await host.SettlesAsync(chain), r => Assert.Equal(DeliveryState.Done, r.Deliveries[0].State));
        Assert.InRange(most, 1, Slots);
    }

    [Fact]
    public async Task Parallel_IsGoneInTheNextVersion_WhatWaitedRunsAtOnce()
    {
        using var gate = new SemaphoreSlim(0);
        var first = Build(Limited, "app");
        var chain = await SendAllAsync(first, 5);
        var second = await Build(Everything, "app").StartAsync();
        second.Script.On<DoIt>(async (_, _, _, stop) => await gate.WaitAsync(stop));

        await Eventually.BecomesTrueAsync(() => Count(second) == 5, "all run at once");
        gate.Release(5);
        await second.SettlesAsync(chain);
    }

    private static void Limited(IMessagingBuilder messaging)
    {
        messaging.Work<DoIt>().Run<ScriptedHandler<DoIt>>().Retry(Exact).Parallel(2);
        messaging.Work<DoOther>().Run<ScriptedHandler<DoOther>>().Retry(Exact);
    }
}
