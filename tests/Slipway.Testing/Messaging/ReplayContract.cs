using System.Text;
using Slipway.Messaging;
using Xunit;

namespace Slipway.Testing.Messaging;

/// <summary>What people can do about messages that went wrong.</summary>
public abstract class ReplayContract(TestStore store) : MessagingContract(store)
{
    // Applications side by side in one process wake only themselves.
    private static readonly (string, string) Quick = ("PollInterval", "00:00:00.100");

    private bool _works;

    [Fact]
    public async Task Replay_DeadLetter_IsHandledAsANewMessageOfTheSameChain()
    {
        var host = await BuildFailing().StartAsync();
        var chain = await host.SendAsync(new DoIt("a", "key"));
        await host.ReachesAsync(chain, DeliveryState.Dead);
        var dead = (await host.ChainAsync(chain))[0];
        _works = true;

        var result = await Administration(host).ReplayAsync(dead.Id, "eve", null, default, default);

        Assert.Equal(AdministrationVerdict.Done, result.Verdict);
        await host.SettlesAsync(chain);
        var (old, replay) = (await FindAsync(host, dead.Id), await FindAsync(host, result.NewId!));
        Assert.Equal((MessageCondition.Replayed, MessageCondition.Done), (old.Deliveries[0].Summary.Condition, replay.Deliveries[0].Summary.Condition));
        Assert.Equal(($"replayed as {result.NewId} by eve; it was: no luck", "key"), (old.Deliveries[0].Summary.Outcome, replay.Deliveries[0].ExclusiveKey));
        Assert.Equal((dead.Id, chain, dead.CausationId), (replay.ReplayOf, replay.Message.CorrelationId, replay.Message.CausationId));
        Assert.Equal([result.NewId!], old.ReplayedAs);
        Assert.Equal(["dead", "replayed"], old.Deliveries[0].Attempts.Select(a => a.Result));
        Assert.Equal(old.Body.ToArray(), replay.Body.ToArray());
        Assert.Equal(["a"], await Store.EffectsAsync());
        Assert.Empty(await Administration(host).ListAsync(new MessageFilter(), default));
    }

    [Fact]
    public async Task Replay_After_WaitsUntilThen()
    {
        var time = NewClock();
        var host = await Build(m => m.Work<DoIt>().Run<ScriptedHandler<DoIt>>().Retry(Exact with { MaxAttempts = 1 }), "app", time).StartAsync();
        host.Script.On<DoIt>((_, _, effects) =>
        {
            if (!_works)
            {
                throw new InvalidOperationException("no luck");
            }
        });
        var chain = await host.SendAsync(new DoIt("a"));
        await host.ReachesAsync(chain, DeliveryState.Dead);
        _works = true;

        var result = await Administration(host).ReplayAsync((await host.ChainAsync(chain))[0].Id, "eve", null, TimeSpan.FromMinutes(5), default);

        Assert.Equal(MessageCondition.Waiting, (await FindAsync(host, result.NewId!)).Deliveries[0].Summary.Condition);
        time.Advance(TimeSpan.FromMinutes(5));
        await host.SettlesAsync(chain);
        Assert.Equal(MessageCondition.Done, (await FindAsync(host, result.NewId!)).Deliveries[0].Summary.Condition);
    }

    [Fact]
    public async Task Replay_ManyAtOnce_SendsOneMessage()
    {
        var host = await BuildFailing().StartAsync();
        var other = BuildFailing();
        var chain = await host.SendAsync(new DoIt("a"));
        await host.ReachesAsync(chain, DeliveryState.Dead);
        var id = (await host.ChainAsync(chain))[0].Id;
        _works = true;

        var results = await Task.WhenAll(Enumerable.Range(0, 10)
            .Select(i => Task.Run(() => Administration(i % 2 == 0 ? host : other).ReplayAsync(id, "eve", null, default, default))));

        Assert.Single(results, r => r.Verdict == AdministrationVerdict.Done);
        Assert.Equal(9, results.Count(r => r.Verdict == AdministrationVerdict.AlreadyDone));
        Assert.Single(results.Select(r => r.NewId).Distinct());
        await host.SettlesAsync(chain);
        Assert.Equal(["a"], await Store.EffectsAsync());
    }

    [Fact]
    public async Task Replay_EventThatOneOfTwoApplicationsGaveUp_GoesToThatOneOnly()
    {
        var fine = await Build(Everything, "fine", null, Quick).StartAsync();
        var broken = await BuildFailing("broken").StartAsync();
        var chain = await fine.PublishAsync(new Happened("h"));
        var settled = await fine.SettlesAsync(chain);
        _works = true;

        var result = await Administration(fine).ReplayAsync(settled[0].Id, "eve", null, default, default);
        await fine.SettlesAsync(chain);

        var replay = await FindAsync(fine, result.NewId!);
        Assert.Equal("broken", Assert.Single(replay.Deliveries).Summary.Application);
        Assert.Single(fine.Script.Runs);
        Assert.Equal(2, broken.Script.Runs.Count);
    }

    [Fact]
    public async Task Replay_WithAnotherBody_IsHandledWithItUnderItsKey()
    {
        var host = await BuildFailing().StartAsync();
        var id = await DeadAsync(host);
        _works = true;

        var result = await Administration(host).ReplayAsync(id, "eve", Encoding.UTF8.GetBytes("""{"id":"b","key":"other"}"""), default, default);
        var replay = await FindAsync(host, result.NewId!);
        await host.SettlesAsync(replay.Message.CorrelationId);

        Assert.Equal("other", replay.Deliveries[0].ExclusiveKey);
        Assert.Equal(["b"], await Store.EffectsAsync());
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"id\":")]
    [InlineData("""{"id":7}""")]
    public async Task Replay_WithABodyThatIsNotTheMessage_IsRefusedAndChangesNothing(string body)
    {
        var host = await BuildFailing().StartAsync();
        var id = await DeadAsync(host);

        var result = await Administration(host).ReplayAsync(id, "eve", Encoding.UTF8.GetBytes(body), default, default);

        Assert.Equal(AdministrationVerdict.BadBody, result.Verdict);
        Assert.Equal(MessageCondition.Dead, (await FindAsync(host, id)).Deliveries[0].Summary.Condition);
    }

    [Fact]
    public async Task Replay_WhatIsNotDead_IsRefused()
    {
        var host = BuildFailing();
        var id = (await host.ChainAsync(await host.SendAsync(new DoIt("a"))))[0].Id;

        var refused = await Administration(host).ReplayAsync(id, "eve", null, default, default);
        var unknown = await Administration(host).ReplayAsync("no-such-message", "eve", null, default, default);

        Assert.Equal((AdministrationVerdict.Refused, "it is ready; only a dead letter can be sent again"), (refused.Verdict, refused.Explanation));
        Assert.Equal(AdministrationVerdict.NotFound, unknown.Verdict);
    }

    [Fact]
    public async Task Drop_OneThatWaits_RunsItsFinalHandlerInTheSameCommit()
    {
        var host = BuildFailing();
        host.Script.On<GivenUp>((gone, _, effects) => effects.Add($"given up: {gone.Error}"));
        var chain = await host.SendAsync(new DoIt("a"), TimeSpan.FromHours(1));
        var id = (await host.ChainAsync(chain))[0].Id;

        var result = await Administration(host).DropAsync(id, "eve", "wrong cluster", default);
        var again = await Administration(host).DropAsync(id, "eve", "wrong cluster", default);

        Assert.Equal((AdministrationVerdict.Done, AdministrationVerdict.AlreadyDone), (result.Verdict, again.Verdict));
        var delivery = (await FindAsync(host, id)).Deliveries.Single();
        Assert.Equal((MessageCondition.Dropped, "dropped by eve: wrong cluster"), (delivery.Summary.Condition, delivery.Summary.Outcome));
        Assert.Equal(["dropped"], delivery.Attempts.Select(a => a.Result));
        Assert.Equal(["given up: dropped by eve: wrong cluster"], await Store.EffectsAsync());
        await host.StartAsync();
        await host.ReachesAsync(await host.SendAsync(new DoOther("b")), DeliveryState.Done);
        Assert.DoesNotContain(host.Script.Runs, r => r.Message is DoIt);
    }

    [Fact]
    public async Task Drop_FinalHandlerFails_DropsNothing()
    {
        var host = BuildFailing();
        host.Script.On<GivenUp>((_, _, effects) =>
        {
            effects.Add("half");
            effects.FailWith = new InvalidOperationException("cannot write");
        });
        var id = (await host.ChainAsync(await host.SendAsync(new DoIt("a"))))[0].Id;

        await Assert.ThrowsAsync<InvalidOperationException>(() => Administration(host).DropAsync(id, "eve", "why not", default));

        Assert.Equal(MessageCondition.Ready, (await FindAsync(host, id)).Deliveries[0].Summary.Condition);
        Assert.Empty(await Store.EffectsAsync());
    }

    [Fact]
    public async Task Drop_DeadLetter_EndsItWithWhoAndWhy()
    {
        var host = await BuildFailing().StartAsync();
        var id = await DeadAsync(host);

        var result = await Administration(host).DropAsync(id, "eve", "the repository is gone", default);
        var replay = await Administration(host).ReplayAsync(id, "eve", null, default, default);

        Assert.Equal((AdministrationVerdict.Done, AdministrationVerdict.Refused), (result.Verdict, replay.Verdict));
        Assert.Equal("dropped by eve: the repository is gone; it was: no luck", (await FindAsync(host, id)).Deliveries[0].Summary.Outcome);
    }

    [Fact]
    public async Task Drop_WhatRunsOrHasEnded_IsRefused()
    {
        var host = await Build(Everything).StartAsync();
        var ended = new TaskCompletionSource();
        host.Script.On<DoIt>((_, _, _, stop) => ended.Task.WaitAsync(stop));
        var chain = await host.SendAsync(new DoIt("a"));
        await host.ReachesAsync(chain, DeliveryState.Running);
        var id = (await host.ChainAsync(chain))[0].Id;

        var running = await Administration(host).DropAsync(id, "eve", "why not", default);
        ended.SetResult();
        await host.ReachesAsync(chain, DeliveryState.Done);
        var done = await Administration(host).DropAsync(id, "eve", "why not", default);
        var unknown = await Administration(host).DropAsync("no-such-message", "eve", "why not", default);

        Assert.Equal(
            [AdministrationVerdict.Refused, AdministrationVerdict.Refused, AdministrationVerdict.NotFound], new[] { running, done, unknown }.Select(r => r.Verdict));
    }

    private static IMessageAdministration Administration(WorkerHost host) => host.Services.GetAdministration();

    private static async Task<MessageDetail> FindAsync(WorkerHost host, string id) =>
        await Administration(host).FindAsync(id, default) ?? throw new InvalidOperationException($"There is no message {id}.");

    private static async Task<string> DeadAsync(WorkerHost host)
    {
        var chain = await host.SendAsync(new DoIt("a", "key"));
        await host.ReachesAsync(chain, DeliveryState.Dead);
        return (await host.ChainAsync(chain))[0].Id;
    }

    private WorkerHost BuildFailing(string application = "app")
    {
        var host = Build(
            messaging =>
            {
                messaging.Event<Happened>().Run<ScriptedHandler<Happened>>().Retry(Once);
                if (application == "app")
                {
                    messaging.Work<DoIt>().Run<ScriptedHandler<DoIt>>().OneAtATimeBy(work => work.Key).WhenDead<ScriptedDeadHandler<DoIt>>();
                    messaging.Work<DoOther>().Run<ScriptedHandler<DoOther>>();
                }
            },
            application,
            null,
            Quick);
        host.Script.On<DoIt>((work, _, effects) => Try(work.Id, effects));
        host.Script.On<Happened>((happened, _, effects) => Try(happened.Id, effects));
        return host;
    }

    private void Try(string id, EffectWriter effects)
    {
        if (!_works)
        {
            throw new PermanentFailureException("no luck");
        }
        effects.Add(id);
    }
}
