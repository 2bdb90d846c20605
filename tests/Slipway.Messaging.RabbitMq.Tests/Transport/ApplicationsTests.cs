using Microsoft.Extensions.DependencyInjection;
using Slipway.Testing;
using Slipway.Testing.Messaging;

namespace Slipway.Messaging.RabbitMq.Tests.Transport;

/// <summary>Two applications that share nothing but the broker.</summary>
public sealed class ApplicationsTests(SharedBroker shared) : SharedWireTest(shared)
{
    [Fact]
    public async Task Send_AnotherApplicationDoesIt_RunsThereAndItsEventComesBack()
    {
        var here = await NewStoreAsync();
        var there = await NewStoreAsync();
        var asking = Build(here, m =>
        {
            m.Work<Ping>();
            m.Event<Pinged>().Run<ScriptedHandler<Pinged>>();
        }, "asking");
        var doing = Build(there, m =>
        {
            m.Work<Ping>().Run<ScriptedHandler<Ping>>();
            m.Event<Pinged>();
        }, "doing");
        doing.Script.On<Ping>((ping, context, _) => context.Publish(new Pinged(ping.Number)));
        asking.Script.On<Pinged>((pinged, _, effects) => effects.Add($"{pinged.Number}"));
        await doing.StartAsync();
        await asking.StartAsync();

        var chain = await asking.SendAsync(new Ping(7));

        await Eventually.BecomesTrueAsync(async () => (await here.EffectsAsync()).Count == 1, "the answer came back");
        Assert.Equal(["7"], await here.EffectsAsync());
        Assert.Equal(["wire.ping", "wire.pinged"], (await asking.ChainAsync(chain)).Select(m => m.Name));
        var remote = await doing.ChainAsync(chain);
        Assert.Equal(["wire.ping", "wire.pinged"], remote.Select(m => m.Name));
        Assert.Equal(remote[0].Id, remote[1].CausationId);
        Assert.Single(remote.Concat(await asking.ChainAsync(chain)).Select(m => m.TraceId).Distinct());
        Assert.Empty(Assert.Single(await asking.ChainAsync(chain), m => m.Name == "wire.ping").Deliveries);
    }

    [Fact]
    public async Task Publish_SeveralApplicationsSubscribed_EachGetsItOnceAndReplicasShare()
    {
        var one = await NewStoreAsync();
        var two = await NewStoreAsync();
        foreach (var (store, application) in (ValueTuple<TestStore, string>[])[(one, "one"), (one, "one"), (two, "two")])
        {
            await WritingNumbers(Build(store, Everything, application)).StartAsync();
        }
        var sender = await Build(await NewStoreAsync(), m => m.Event<Pinged>(), "sender").StartAsync();

        for (var i = 0; i < 50; i++)
        {
            await sender.PublishAsync(new Pinged(i));
        }

        var expected = Enumerable.Range(0, 50).Select(i => $"e{i}").Order().ToList();
        foreach (var store in (TestStore[])[one, two])
        {
            await Eventually.BecomesTrueAsync(async () => (await store.EffectsAsync()).Count >= 50, "all arrived");
            Assert.Equal(expected, (await store.EffectsAsync()).Order());
        }
    }

    [Fact]
    public async Task Send_WithDelayAndKey_TheyTravelAndTheStoreKeepsThem()
    {
        var there = await NewStoreAsync();
        var doing = await Build(there, m => m.Work<Ping>().Run<ScriptedHandler<Ping>>().OneAtATimeBy(p => p.Key), "doing").StartAsync();
        var asking = await Build(await NewStoreAsync(), m => m.Work<Ping>().OneAtATimeBy(p => p.Key), "asking").StartAsync();

        await asking.SendAsync(new Ping(1, "k:1"), TimeSpan.FromHours(1));

        await Eventually.BecomesTrueAsync(async () => (await there.QueryAsync("select 1 from delivery")).Count == 1, "it arrived");
        Assert.Equal(["k:1"], await there.QueryAsync("select exclusive_key from delivery"));
        Assert.Equal(["1"], await there.QueryAsync("select 1 from delivery d join message m on m.id = d.message_id where d.due_at - m.sent_at = 3600000000"));
        Assert.Empty(doing.Script.Runs);
    }

    [Fact]
    public async Task Start_NameIsNotHandledAnyMore_IsUnboundAndTheSenderKeepsTheTask()
    {
        var there = await NewStoreAsync();
        var before = await Build(there, Everything, "doing").StartAsync();
        await before.StopAsync(TestContext.Current.CancellationToken);
        await Build(there, m => m.Event<Pinged>().Run<ScriptedHandler<Pinged>>(), "doing").StartAsync();
        var here = await NewStoreAsync();
        var asking = await Build(here, m => m.Work<Ping>(), "asking").StartAsync();

        await asking.SendAsync(new Ping(1));

        await Eventually.BecomesTrueAsync(async () => (await here.QueryAsync("select error from outbox where error is not null")).Count == 1, "it is unroutable");
        await Eventually.BecomesTrueAsync(() => StateOf(asking).Report().State == HealthState.Degraded, "health says so", TimeSpan.FromSeconds(15));
        Assert.Contains("no application does task 'wire.ping'", asking.Services.GetServices<IHealthReporter>().Single(r => r is RabbitMqState).Report().Reason, StringComparison.Ordinal);
    }
}
