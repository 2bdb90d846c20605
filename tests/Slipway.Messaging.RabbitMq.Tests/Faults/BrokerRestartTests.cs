using Slipway.Messaging.RabbitMq.Tests.Transport;
using Slipway.Testing;
using Slipway.Testing.Messaging;

namespace Slipway.Messaging.RabbitMq.Tests.Faults;

/// <summary>The broker dies, stops politely, or is not there yet.</summary>
public sealed class BrokerRestartTests(BrokerToBreak fixture) : FaultTest(fixture.Broker), IClassFixture<BrokerToBreak>
{
    private static readonly TimeSpan QueuesAreKnown = TimeSpan.FromSeconds(12);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Broker_GoesAwayUnderLoadAndComesBack_NothingIsLostOrDoneTwice(bool kill)
    {
        var count = kill ? 1500 : 600;
        var here = await NewStoreAsync();
        var there = await NewStoreAsync();
        var doing = await WritingNumbers(Build(there, Everything, "doing")).StartAsync();
        var asking = await Build(here, m =>
        {
            m.Work<Ping>();
            m.Event<Pinged>();
        }, "asking").StartAsync();

        var sending = Task.Run(async () =>
        {
            for (var i = 0; i < count; i++)
            {
                await asking.SendAsync(new Ping(i));
            }
        }, Stop);
        var began = TimeProvider.System.GetTimestamp();
        for (var round = 1; round <= 2; round++)
        {
            var reached = round * 100;
            await Eventually.BecomesTrueAsync(async () => (await there.EffectsAsync()).Count >= reached, "it is under load", TimeSpan.FromSeconds(60));

            // RabbitMQ 3.10 may forget a quorum queue that it made just before it is killed, and never serves it again.
            await Eventually.BecomesTrueAsync(() => !kill || TimeProvider.System.GetElapsedTime(began) > QueuesAreKnown, "the queues are on disk", TimeSpan.FromMinutes(1));
            await (kill ? Broker.KillAsync(Stop) : Broker.StopAsync(Stop));
            await Eventually.BecomesTrueAsync(() => !StateOf(doing).IsConnected && !StateOf(asking).IsConnected, "both notice");
            await Broker.StartAsync(Stop);
            await BackAsync(doing, asking);
        }
        await sending;

        await EachOnceAsync(there, count);
        await Eventually.BecomesTrueAsync(async () => await OutboxAsync(here) == 0, "the outbox is empty");
    }

    private static async Task BackAsync(params WorkerHost[] hosts)
    {
        var seen = new HashSet<string>();
        var time = TimeProvider.System;
        var began = time.GetTimestamp();
        await Eventually.BecomesTrueAsync(() =>
        {
            foreach (var host in hosts)
            {
                if (seen.Add(StateOf(host).Report().Reason))
                {
                    TestContext.Current.TestOutputHelper?.WriteLine($"{time.GetElapsedTime(began)}: {StateOf(host).Report().Reason}");
                }
            }
            return hosts.All(h => StateOf(h).IsConnected);
        }, "all are back");
        var took = time.GetElapsedTime(began);
        Assert.True(took < Rebuilt, $"it took {took}");
    }

    [Fact]
    public async Task Start_BrokerIsNotThere_AcceptsWorkSaysSoAndConnectsWhenItComes()
    {
        var store = await NewStoreAsync();
        await Broker.StopAsync(Stop);
        var host = await WritingNumbers(Build(store, Everything)).StartAsync();

        for (var i = 0; i < 20; i++)
        {
            await host.SendAsync(new Ping(i));
        }

        Assert.Equal(20, await OutboxAsync(store));
        var finding = StateOf(host).Report();
        Assert.Equal(HealthState.Degraded, finding.State);
        Assert.StartsWith("not connected since ", finding.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("guest", finding.Reason, StringComparison.Ordinal);
        await Broker.StartAsync(Stop);
        await Eventually.BecomesTrueAsync(() => StateOf(host).IsConnected, "connected", Rebuilt);
        await EachOnceAsync(store, 20);
        await Eventually.BecomesTrueAsync(() => StateOf(host).Report().State == HealthState.Healthy, "nothing of it is left");
    }

    [Fact]
    public async Task Stop_HandlerSendsWhileItEnds_WhatItSentIsFlushed()
    {
        var here = await NewStoreAsync();
        var there = await NewStoreAsync();
        await WritingNumbers(Build(there, m => m.Event<Pinged>().Run<ScriptedHandler<Pinged>>(), "there")).StartAsync();
        var host = Build(here, m =>
        {
            m.Work<Ping>().Run<ScriptedHandler<Ping>>();
            m.Event<Pinged>();
        }, "here");
        var ended = new TaskCompletionSource();
        host.Script.On<Ping>(async (ping, context, _, _) =>
        {
            await ended.Task;
            context.Publish(new Pinged(ping.Number));
        });
        await host.StartAsync();
        await host.SendAsync(new Ping(5));
        await Eventually.BecomesTrueAsync(() => host.Script.Runs.Count == 1, "it runs");

        var stopping = host.StopAsync(TestContext.Current.CancellationToken);
        ended.SetResult();
        await stopping;

        Assert.Equal(0, await OutboxAsync(here));
        await Eventually.BecomesTrueAsync(async () => (await there.EffectsAsync()).Count == 1, "it arrived");
        Assert.Equal(["e5"], await there.EffectsAsync());
    }
}
