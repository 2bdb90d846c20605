using System.Text;
using Slipway.Messaging;
using Xunit;

namespace Slipway.Testing.Messaging;

/// <summary>What people can see of messages.</summary>
public abstract class AdministrationContract(TestStore store) : MessagingContract(store)
{
    [Fact]
    public async Task List_OneOfEachCondition_TellsThemApart()
    {
        var time = NewClock();
        var sender = Build(Everything, time: time);
        await sender.SendAsync(new DoIt("done"));
        var dead = await sender.SendAsync(new DoIt("dead"));
        var host = await BuildFailing(time).StartAsync();
        await host.ReachesAsync(dead, DeliveryState.Dead);
        await host.ReachesAsync(await host.SendAsync(new DoOther("again")), DeliveryState.Ready, 1);
        await host.StopAsync();
        await sender.SendAsync(new DoIt("ready"));
        await sender.SendAsync(new DoIt("waiting"), TimeSpan.FromMinutes(5));

        var listed = await Administration(sender).ListAsync(new MessageFilter { Conditions = [.. Enum.GetValues<MessageCondition>()] }, default);

        Assert.Equal(
            [
                ("test.do-it", MessageCondition.Waiting, 0), ("test.do-it", MessageCondition.Ready, 0), ("test.do-other", MessageCondition.Retrying, 1),
                ("test.do-it", MessageCondition.Dead, 1), ("test.do-it", MessageCondition.Done, 1),
            ],
            listed.Select(d => (d.Name, d.Condition, d.Attempts)));
        Assert.Equal("no luck", listed.Single(d => d.Condition == MessageCondition.Dead).Outcome);
        Assert.Equal(time.GetUtcNow() + TimeSpan.FromMinutes(5), listed[0].DueAt);
    }

    [Fact]
    public async Task List_WhileOneRuns_ShowsItRunning()
    {
        var host = await Build(Everything).StartAsync();
        var ended = new TaskCompletionSource();
        host.Script.On<DoIt>((_, _, _, stop) => ended.Task.WaitAsync(stop));
        var chain = await host.SendAsync(new DoIt("a"));
        await host.ReachesAsync(chain, DeliveryState.Running);

        var listed = await Administration(host).ListAsync(new MessageFilter(), default);
        ended.SetResult();

        Assert.Equal((MessageCondition.Running, chain), (listed.Single().Condition, listed[0].CorrelationId));
    }

    [Fact]
    public async Task List_Filters_RestrictTogether()
    {
        var time = NewClock();
        var host = await BuildFailing(time).StartAsync();
        var old = await host.SendAsync(new DoIt("dead"));
        await host.ReachesAsync(old, DeliveryState.Dead);
        time.Advance(TimeSpan.FromMinutes(10));
        var young = await host.SendAsync(new DoIt("dead"));
        await host.ReachesAsync(young, DeliveryState.Dead);

        Assert.Equal([young, old], await ChainsAsync(host, new MessageFilter { Conditions = [MessageCondition.Dead] }));
        Assert.Equal([young], await ChainsAsync(host, new MessageFilter { Limit = 1 }));
        Assert.Equal([old], await ChainsAsync(host, new MessageFilter { OlderThan = TimeSpan.FromMinutes(5) }));
        Assert.Equal([young], await ChainsAsync(host, new MessageFilter { CorrelationId = young }));
        Assert.Equal([young, old], await ChainsAsync(host, new MessageFilter { Name = "test.do-it", Reason = "NO LUCK" }));
        Assert.Empty(await ChainsAsync(host, new MessageFilter { Reason = "no%luck" }));
        Assert.Empty(await ChainsAsync(host, new MessageFilter { Name = "test.do-other" }));
        Assert.Empty(await ChainsAsync(host, new MessageFilter { Conditions = [MessageCondition.Ready] }));
    }

    [Fact]
    public async Task Count_SomeOfEach_CountsByNameWithTheOldest()
    {
        var time = NewClock();
        var host = Build(Everything, time: time);
        var first = time.GetUtcNow();
        await host.SendAsync(new DoIt("a"));
        time.Advance(TimeSpan.FromMinutes(1));
        await host.SendAsync(new DoIt("b"));
        await host.SendAsync(new DoOther("c"), TimeSpan.FromMinutes(1));

        var all = await Administration(host).CountAsync(null, default);
        var one = await Administration(host).CountAsync("test.do-other", default);

        Assert.Equal(
            [
                new ConditionCount("test.do-it", MessageCondition.Ready, 2, first),
                new ConditionCount("test.do-other", MessageCondition.Waiting, 1, first + TimeSpan.FromMinutes(1)),
            ],
            all);
        Assert.Equal(all[1..], one);
    }

    [Fact]
    public async Task Find_FailedInTheMiddleOfAChain_ShowsBodyAttemptsCausesAndEffects()
    {
        var host = Build(messaging =>
        {
            messaging.Event<Happened>().Run<ScriptedHandler<Happened>>();
            messaging.Work<DoIt>().Run<ScriptedHandler<DoIt>>().Retry(new RetryPolicy { MaxAttempts = 2, FirstDelay = TimeSpan.Zero, MaxDelay = TimeSpan.Zero })
                .WhenDead<ScriptedDeadHandler<DoIt>>();
            messaging.Work<DoOther>().Run<ScriptedHandler<DoOther>>();
        });
        host.Script.On<Happened>((_, context, _) => context.Send(new DoIt("x", "key")));
        host.Script.On<DoIt>((_, context, _) => throw new InvalidOperationException($"no luck, time {context.Attempt}"));
        host.Script.On<GivenUp>((_, context, _) => context.Send(new DoOther("y")));
        await host.StartAsync();
        var chain = await host.PublishAsync(new Happened("h"));
        var settled = await host.SettlesAsync(chain);
        var id = settled.Single(m => m.Name == "test.do-it").Id;

        var found = await Administration(host).FindAsync(id, default);

        Assert.NotNull(found);
        Assert.Equal("""{"id":"x","key":"key"}""", Encoding.UTF8.GetString(found.Body.Span));
        Assert.Equal((chain, 1, settled[0].Id), (found.Message.CorrelationId, found.Version, found.Message.CausationId));
        Assert.Contains(found.Message.TraceId, found.TraceParent, StringComparison.Ordinal);
        Assert.Equal(["test.happened"], found.Before.Select(m => m.Name));
        Assert.Equal(["test.do-other"], found.After.Select(m => m.Name));
        var delivery = Assert.Single(found.Deliveries);
        Assert.Equal((MessageCondition.Dead, "app", 2), (delivery.Summary.Condition, delivery.Summary.Application, delivery.Summary.Attempts));
        Assert.Equal(
            [(1, "failed", "no luck, time 1"), (2, "dead", "gave up after 2 attempts: no luck, time 2")],
            delivery.Attempts.Select(a => (a.Attempt, a.Result, a.Error!)));
        Assert.All(delivery.Attempts, a => Assert.Contains(nameof(AdministrationContract), a.Detail, StringComparison.Ordinal));
        Assert.Equal("System.InvalidOperationException", delivery.Attempts[0].ErrorType);
        Assert.NotNull(delivery.FinishedAt);
    }

    [Fact]
    public async Task Find_UnknownId_FindsNothing() => Assert.Null(await Administration(Build(Everything)).FindAsync("no-such-message", default));

    [Fact]
    public async Task FindIds_BeginningOfAnId_FindsThoseThatBeginSo()
    {
        var host = Build(Everything);
        var ids = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            ids.Add((await host.ChainAsync(await host.SendAsync(new DoIt("a"))))[0].Id);
        }
        ids.Sort(StringComparer.Ordinal);
        var administration = Administration(host);

        Assert.Equal([ids[1]], await administration.FindIdsAsync(ids[1], 10, default));
        Assert.Equal([ids[1]], await administration.FindIdsAsync(ids[1][..31], 10, default));
        Assert.Equal(ids, await administration.FindIdsAsync(ids[0][..4], 10, default));
        Assert.Equal(ids[..2], await administration.FindIdsAsync(ids[0][..4], 2, default));
        Assert.Empty(await administration.FindIdsAsync("ffff", 10, default));
    }

    private static IMessageAdministration Administration(WorkerHost host) => host.Services.GetAdministration();

    private static async Task<IEnumerable<string>> ChainsAsync(WorkerHost host, MessageFilter filter) =>
        (await Administration(host).ListAsync(filter, default)).Select(d => d.CorrelationId);

    // DoIt("dead") is a dead letter at once, DoOther fails once and waits for its second attempt.
    private WorkerHost BuildFailing(TimeProvider time)
    {
        var host = Build(Everything, time: time);
        host.Script.On<DoIt>((work, _, _) =>
        {
            if (work.Id == "dead")
            {
                throw new PermanentFailureException("no luck");
            }
        });
        host.Script.On<DoOther>((_, _, _) => throw new InvalidOperationException("not yet"));
        return host;
    }
}
