using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Slipway.Messaging;
using Xunit;

namespace Slipway.Testing.Messaging;

/// <summary>Sessions outside of handlers, the history, observers, traces and the removal of what is old.</summary>
public abstract class SessionContract(TestStore store) : MessagingContract(store)
{
    [Fact]
    public async Task Commit_ParticipantFails_NoMessageLeaves()
    {
        var host = Build(Everything);

        await Assert.ThrowsAsync<InvalidOperationException>(() => host.InSessionAsync((session, effects) =>
        {
            session.Send(new DoIt("a"));
            effects.Add("a");
            effects.FailWith = new InvalidOperationException("conflict");
        }));

        Assert.Equal(["0"], await Store.QueryAsync("select count(*) from message"));
        Assert.Empty(await Store.EffectsAsync());
    }

    [Fact]
    public async Task Commit_ParticipantCommitsAnotherSession_FailsInsteadOfWaitingForItself()
    {
        var host = Build(Everything);

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => host.InSessionAsync((session, effects) =>
        {
            session.Send(new DoIt("a"));
            effects.Besides = () => host.SendAsync(new DoIt("b"));
        }).WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System, TestContext.Current.CancellationToken));

        Assert.Contains("A participant committed a session", error.Message, StringComparison.Ordinal);
        Assert.Equal(["0"], await Store.QueryAsync("select count(*) from message"));
        await host.SendAsync(new DoIt("c"));
    }

    [Fact]
    public async Task Commit_Succeeds_MessagesAndWritesAreThere()
    {
        var host = Build(Everything);

        var chain = await host.InSessionAsync((session, effects) =>
        {
            session.Publish(new Happened("a"));
            session.Send(new DoIt("a"));
            effects.Add("a");
        });

        Assert.Equal(["test.happened", "test.do-it"], (await host.ChainAsync(chain)).Select(m => m.Name));
        Assert.Equal(["a"], await Store.EffectsAsync());
    }

    [Fact]
    public void Send_TypeIsNotDeclared_NamesTheDeclaredOnes()
    {
        var host = Build(Everything);
        using var scope = host.Services.CreateScope();
        var session = scope.ServiceProvider.GetRequiredService<IMessageSession>();

        var undeclared = Assert.Throws<InvalidOperationException>(() => session.Send(new Undeclared("a")));
        var confused = Assert.Throws<InvalidOperationException>(() => session.Send(new Happened("a")));

        Assert.Contains("test.do-it (DoIt), test.do-other (DoOther), test.happened (Happened)", undeclared.Message, StringComparison.Ordinal);
        Assert.Contains("is an event: use Publish", confused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chain_NobodyListens_EveryMessageHasOneTraceAndCorrelation()
    {
        var host = await Build(Everything).StartAsync();
        host.Script.On<Happened>((fact, context, _) => context.Send(new DoIt(fact.Id)));
        host.Script.On<DoIt>((work, context, _) => context.Send(new DoOther(work.Id)));

        var chain = await host.PublishAsync(new Happened("a"));
        await Eventually.BecomesTrueAsync(async () => (await host.ChainAsync(chain)).Count == 3, "all were sent");

        var records = await host.SettlesAsync(chain);
        Assert.Equal(["test.happened", "test.do-it", "test.do-other"], records.Select(r => r.Name));
        Assert.Matches("^[0-9a-f]{32}$", Assert.Single(records.Select(r => r.TraceId).Distinct()));
        Assert.Equal([null, records[0].Id, records[1].Id], records.Select(r => r.CausationId));
        Assert.All(records, r => Assert.Equal(chain, r.CorrelationId));
    }

    [Fact]
    public async Task Chain_SomeoneListens_SpansAreChildrenOnTheFirstAttemptAndLinkedOnLaterOnes()
    {
        var spans = new ConcurrentQueue<Activity>();
        var time = NewClock();
        var host = await Build(Everything, "app", time).StartAsync();
        host.Script.On<DoIt>((work, context, _) =>
        {
            if (context.Attempt == 1)
            {
                throw new InvalidOperationException("once");
            }
            context.Send(new DoOther(work.Id));
        });

        string chain;
        string traceId;
        using (var listener = Listen(spans))
        using (var root = new Activity("request").SetIdFormat(ActivityIdFormat.W3C).Start())
        {
            traceId = root.TraceId.ToHexString();
            chain = await host.SendAsync(new DoIt("a"));
            await host.ReachesAsync(chain, DeliveryState.Ready, 1);
            time.Advance(TimeSpan.FromSeconds(1));
            await Eventually.BecomesTrueAsync(async () => (await host.ChainAsync(chain)).Count == 2, "the second was sent");
            await host.SettlesAsync(chain);
            await Eventually.BecomesTrueAsync(() => spans.Count(s => s.TraceId == root.TraceId) == 5, "all spans ended");
        }

        var mine = spans.Where(s => s.TraceId.ToHexString() == traceId).ToList();
        Assert.All(await host.ChainAsync(chain), r => Assert.Equal(traceId, r.TraceId));
        var send = Assert.Single(mine, s => s.OperationName == "send test.do-it");
        var first = Assert.Single(mine, s => s.OperationName == "process test.do-it" && s.ParentSpanId == send.SpanId);
        Assert.Equal((ActivityKind.Consumer, ActivityStatusCode.Error), (first.Kind, first.Status));
        var second = Assert.Single(mine, s => s.OperationName == "process test.do-it" && s != first);
        Assert.Equal((default, send.SpanId), (second.ParentSpanId, Assert.Single(second.Links).Context.SpanId));
        Assert.Equal(second.SpanId, Assert.Single(mine, s => s.OperationName == "send test.do-other").ParentSpanId);
    }

    [Fact]
    public async Task History_SeveralChains_AreInTheOrderInWhichTheyWereSent()
    {
        var host = Build(Everything);
        var one = await host.SendAsync(new DoIt("1"));
        var two = await host.SendAsync(new DoIt("2"));
        await host.InSessionAsync((session, _) =>
        {
            session.CorrelationId = one;
            session.Send(new DoOther("3"));
        });
        await host.SendAsync(new DoIt("not asked for"));

        var records = await host.ChainAsync(two, one, one);

        Assert.Equal([one, two, one], records.Select(r => r.CorrelationId));
    }

    [Fact]
    public async Task Observer_MessageIsSentBegunAndFinished_IsToldOfItsChainEachTime()
    {
        var observer = new Watcher();
        var host = Build(m =>
        {
            Everything(m);
            m.Services.AddSingleton<IMessageObserver>(observer);
            m.Services.AddSingleton<IMessageObserver>(new BrokenWatcher());
        });

        var chain = await host.SendAsync(new DoIt("a"));
        Assert.Equal([chain], observer.Chains);
        await host.StartAsync();

        await Eventually.BecomesTrueAsync(() => observer.Chains.Count(c => c == chain) == 3, "sent, begun and finished");
    }

    [Fact]
    public async Task Purge_MessagesAreOld_OnlyThoseThatEndedWellAreRemoved()
    {
        var time = NewClock();
        var host = await Build(Everything, "app", time).StartAsync();
        host.Script.On<DoIt>((work, _, _) =>
        {
            if (work.Id == "dead")
            {
                throw new PermanentFailureException("never");
            }
        });
        var dead = await host.SendAsync(new DoIt("dead"));
        var done = await host.SendAsync(new DoIt("done"));
        var waiting = await host.SendAsync(new DoIt("waiting"), TimeSpan.FromDays(60));
        await host.ReachesAsync(dead, DeliveryState.Dead);
        await host.ReachesAsync(done, DeliveryState.Done);
        await host.StopAsync();
        time.Advance(TimeSpan.FromDays(29));
        Assert.Equal(0, await host.Services.GetRequiredService<MessagePurge>().RunAsync(CancellationToken.None));

        time.Advance(TimeSpan.FromDays(2));
        Assert.Equal(1, await host.Services.GetRequiredService<MessagePurge>().RunAsync(CancellationToken.None));

        Assert.Equal([dead, waiting], (await host.ChainAsync(dead, done, waiting)).Select(m => m.CorrelationId));
        Assert.Equal(["2"], await Store.QueryAsync("select count(*) from delivery"));
    }

    private static ActivityListener Listen(ConcurrentQueue<Activity> spans)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == TelemetryNames.Source,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private sealed class Watcher : IMessageObserver
    {
        public ConcurrentQueue<string> Chains { get; } = [];

        public void ChainsChanged(ImmutableArray<string> correlationIds)
        {
            foreach (var chain in correlationIds)
            {
                Chains.Enqueue(chain);
            }
        }
    }

    private sealed class BrokenWatcher : IMessageObserver
    {
        public void ChainsChanged(ImmutableArray<string> correlationIds) => throw new InvalidOperationException("broken");
    }
}
