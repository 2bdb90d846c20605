using Slipway.Messaging;
using Xunit;

namespace Slipway.Testing.Messaging;

/// <summary>Work that ends other work under its key, and chains that begin in a handler.</summary>
public abstract class OvertakeContract(TestStore store) : MessagingContract(store)
{
    [Fact]
    public async Task Overtake_TaskRuns_IsStoppedAndEndsAsSuperseded()
    {
        var host = await Build(Overtakable).StartAsync();
        host.Script.On<DoIt>((_, _, _, stop) => Task.Delay(Timeout.Infinite, stop));
        host.Script.On<Happened>((_, context, _, _) =>
        {
            context.Overtake<DoIt>("cluster:1");
            return Task.CompletedTask;
        });
        var old = await host.SendAsync(new DoIt("old", "cluster:1"));
        await Eventually.BecomesTrueAsync(() => host.Script.Runs.Count == 1, "the older runs");

        var push = await host.PublishAsync(new Happened("push"));

        await host.ReachesAsync(push, DeliveryState.Done);
        await host.ReachesAsync(old, DeliveryState.Superseded);
        Assert.Equal($"overtaken by {(await host.ChainAsync(push))[0].Id}", (await host.DeliveryAsync(old)).Outcome);
    }

    [Fact]
    public async Task Overtake_TaskWaits_NeverBegins()
    {
        var host = Build(Overtakable);
        var old = await host.SendAsync(new DoIt("old", "cluster:1"));

        await host.InSessionAsync((session, _) => session.Overtake<DoIt>("cluster:1"));
        await host.StartAsync();

        await host.ReachesAsync(old, DeliveryState.Superseded);
        Assert.Empty(host.Script.Runs);
    }

    [Fact]
    public async Task Overtake_OtherKeyOtherTaskAndLaterOne_AreNotMet()
    {
        var host = Build(Overtakable);
        var otherKey = await host.SendAsync(new DoIt("other key", "cluster:2"));
        var otherTask = await host.SendAsync(new DoOther("other task", "cluster:1"));

        var later = await host.InSessionAsync((session, _) =>
        {
            session.Overtake<DoIt>("cluster:1");
            session.Send(new DoIt("later", "cluster:1"));
        });
        await host.StartAsync();

        foreach (var chain in new[] { otherKey, otherTask, later })
        {
            await host.ReachesAsync(chain, DeliveryState.Done);
        }
    }

    [Fact]
    public async Task Overtake_HandlerFails_NothingIsStopped()
    {
        var host = Build(Overtakable);
        host.Script.On<Happened>((_, context, _, _) =>
        {
            context.Overtake<DoIt>("cluster:1");
            throw new PermanentFailureException("no");
        });
        var old = await host.SendAsync(new DoIt("old", "cluster:1"));
        var push = await host.PublishAsync(new Happened("push"));

        await host.StartAsync();

        await host.ReachesAsync(push, DeliveryState.Dead);
        await host.ReachesAsync(old, DeliveryState.Done);
    }

    [Fact]
    public async Task Overtake_TaskIsNotOvertakable_Throws()
    {
        var host = Build(Overtakable);

        await Assert.ThrowsAsync<InvalidOperationException>(() => host.InSessionAsync((session, _) => session.Overtake<DoOther>("cluster:1")));
    }

    [Fact]
    public async Task Publish_WithAChainOfItsOwn_IsFoundByItWithItsCause()
    {
        var host = await Build(Overtakable).StartAsync();
        host.Script.On<Happened>((_, context, _, _) =>
        {
            context.Send(new DoIt("one", "cluster:1"), "chain-1");
            context.Send(new DoOther("two", "cluster:2"), "chain-2");
            return Task.CompletedTask;
        });

        var push = await host.PublishAsync(new Happened("push"));
        await host.ReachesAsync(push, DeliveryState.Done);
        await host.SettlesAsync("chain-1");
        await host.SettlesAsync("chain-2");

        Assert.Equal(["test.happened"], (await host.ChainAsync(push)).Select(m => m.Name));
        Assert.Equal(["test.happened", "test.do-it"], (await host.ChainAsync("chain-1")).Select(m => m.Name));
        Assert.Equal(["test.happened", "test.do-other"], (await host.ChainAsync("chain-2")).Select(m => m.Name));
        Assert.Equal("chain-1", (await host.ChainAsync("chain-1"))[1].CorrelationId);
    }

    private static void Overtakable(IMessagingBuilder messaging)
    {
        messaging.Event<Happened>().Run<ScriptedHandler<Happened>>().Retry(Exact);
        messaging.Work<DoIt>().Run<ScriptedHandler<DoIt>>().Within(TimeSpan.FromHours(1)).OneAtATimeBy(work => work.Key).Overtakable();
        messaging.Work<DoOther>().Run<ScriptedHandler<DoOther>>().OneAtATimeBy(work => work.Key);
    }
}
