using Slipway.Testing;
using Slipway.Testing.Messaging;

namespace Slipway.Messaging.RabbitMq.Tests.Contract;

/// <summary>What becomes of a task that nobody does.</summary>
internal static class UnknownNames
{
    internal delegate WorkerHost BuildHost(Action<IMessagingBuilder> declare, string application, TimeProvider? time, params (string Key, string Value)[] settings);

    public static async Task WaitThenDieAsync(BuildHost build, Action<IMessagingBuilder> everything, TestStore store)
    {
        var sender = build(m => m.Work<Undeclared>(), "app", null);

        var chain = await sender.SendAsync(new Undeclared("a"));

        Assert.Equal(
            ["no application does task 'test.undeclared': no queue is bound to 'slipway.tasks' for it"], await store.QueryAsync("select error from outbox"));
        Assert.Empty(Assert.Single(await sender.ChainAsync(chain)).Deliveries);

        // Its application had been there: the queue is still bound, and whoever takes from it knows nothing of it any more.
        var former = await build(m => m.Work<Undeclared>().Run<ScriptedHandler<Undeclared>>(), "former", null).StartAsync();
        await former.StopAsync();
        await store.ExecuteAsync("update outbox set next_at = 0");
        await store.ExecuteAsync("delete from subscription");
        await Eventually.BecomesTrueAsync(async () => (await store.QueryAsync("select 1 from outbox")).Count == 0, "the broker has it");
        await build(everything, "former", null).StartAsync();

        await Eventually.BecomesTrueAsync(async () => (await store.QueryAsync("select 1 from delivery")).Count == 1, "it has arrived");
        var dead = await sender.ReachesAsync(chain, DeliveryState.Dead);
        Assert.Contains("handles no 'test.undeclared' v1", dead.Outcome, StringComparison.Ordinal);
        Assert.Contains("test.do-it v1", dead.Outcome, StringComparison.Ordinal);
    }
}
