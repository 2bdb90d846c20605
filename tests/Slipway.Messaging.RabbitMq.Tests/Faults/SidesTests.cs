using Slipway.Messaging.RabbitMq.Tests.Transport;
using Slipway.Testing;
using Slipway.Testing.Messaging;

namespace Slipway.Messaging.RabbitMq.Tests.Faults;

/// <summary>Sending and receiving go on without each other.</summary>
public sealed class SidesTests(BrokerToBreak fixture) : FaultTest(fixture.Broker)
{
    [Fact]
    public async Task OwnQueue_HasNoLeader_WhatOthersHandleIsSentAndTheRestFollowsWhenItWorksAgain()
    {
        const int Count = 300;
        var here = await NewStoreAsync();
        var there = await NewStoreAsync();
        await WritingNumbers(Build(there, m => m.Work<Ping>().Run<ScriptedHandler<Ping>>(), "doing")).StartAsync();
        await (await Asking().StartAsync()).StopAsync(Stop);
        await LeaderAsync("stop_server", "asking.events");
        try
        {
            var asking = await WritingNumbers(Asking()).StartAsync();

            for (var i = 0; i < Count; i++)
            {
                await asking.PublishAsync(new Pinged(i));
            }
            for (var i = 0; i < Count; i++)
            {
                await asking.SendAsync(new Ping(i));
            }

            await EachOnceAsync(there, Count, TimeSpan.FromSeconds(30));
            Assert.Empty(await here.EffectsAsync());
            var finding = StateOf(asking).Report();
            Assert.Equal(HealthState.Degraded, finding.State);
            Assert.StartsWith("sends, but receives nothing since ", finding.Reason, StringComparison.Ordinal);
        }
        finally
        {
            await LeaderAsync("restart_server", "asking.events");
        }

        await Eventually.BecomesTrueAsync(async () => (await here.EffectsAsync()).Count >= Count, "the events came", TimeSpan.FromSeconds(60));
        Assert.Equal(Enumerable.Range(0, Count).Select(i => $"e{i}").Order(), (await here.EffectsAsync()).Order());

        WorkerHost Asking() => Build(here, m =>
        {
            m.Work<Ping>();
            m.Event<Pinged>().Run<ScriptedHandler<Pinged>>();
        }, "asking");
    }

    // As a broker that was killed before it had written down all of a queue that it made.
    private Task<string> LeaderAsync(string what, string queue) =>
        Broker.ControlAsync(CancellationToken.None, "eval", $"ra:{what}(quorum_queues, {{'{Vhost}_{queue}', node()}}).");
}
