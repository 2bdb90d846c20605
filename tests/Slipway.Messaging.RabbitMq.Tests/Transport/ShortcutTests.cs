using Microsoft.Extensions.DependencyInjection;
using Slipway.Testing;
using Slipway.Testing.Messaging;

namespace Slipway.Messaging.RabbitMq.Tests.Transport;

/// <summary>What is stored as claimed already, by the relay that will send it and by the worker server that will run it.</summary>
public sealed class ShortcutTests(SharedBroker shared) : SharedWireTest(shared)
{
    [Fact]
    public async Task Send_RelayHasSentAllThereWas_RowsWithoutKeyAreItsOwnFromTheBeginningAndThoseWithOneAreNot()
    {
        var store = await NewPostgresAsync();
        await store.ExecuteAsync("create table born (key text, owner text)");
        await LogAsync(store, "outbox", "insert into born values (new.exclusive_key, new.owner)");
        var host = Build(store, m =>
        {
            m.Work<Ping>().Run<ScriptedHandler<Ping>>().OneAtATimeBy(p => p.Key);
            m.Event<Pinged>().Run<ScriptedHandler<Pinged>>();
        });
        await WritingNumbers(host).StartAsync();
        await CaughtUpAsync(host);

        await host.PublishAsync(new Pinged(0));
        await host.SendAsync(new Ping(1, "k"));

        await Eventually.BecomesTrueAsync(async () => (await store.EffectsAsync()).Count == 2, "both have had their effect");
        Assert.Equal(["|true", "k|false"], await store.QueryAsync("select coalesce(key, '') || '|' || (owner is not null) from born order by key nulls first"));
        await Eventually.BecomesTrueAsync(async () => await OutboxAsync(store) == 0, "the outbox is empty");
    }

    [Fact]
    public async Task Receive_SlotsAreFree_IsStoredAsRunningAndRunsOnce()
    {
        var store = await NewPostgresAsync();
        await store.ExecuteAsync("create table born (state text, attempt bigint, fence bigint)");
        await LogAsync(store, "delivery", "insert into born values (new.state, new.attempt, new.fence)");
        var host = await WritingNumbers(Build(store, Everything)).StartAsync();
        await CaughtUpAsync(host);

        // While the claim loop looks, all slots are its own; it does so now and then after the start.
        var sent = 0;
        await Eventually.BecomesTrueAsync(async () =>
        {
            await host.SendAsync(new Ping(sent++));
            await EachOnceAsync(store, sent);
            return (await store.QueryAsync("select 1 from born where state = 'running' and attempt = 1 and fence = 1")).Count > 0;
        }, "one is stored as running");

        Assert.Empty(await store.QueryAsync("select state from born where state = 'running' and (attempt <> 1 or fence <> 1)"));
        Assert.Equal(["done|1|1"], await store.QueryAsync("select distinct state || '|' || attempt || '|' || fence from delivery"));
    }

    [Fact]
    public async Task FreshRows_ConnectionEndedBeforeTheCommit_RowsAreLetGo()
    {
        var store = await NewPostgresAsync();
        var host = Build(store, Everything);
        await host.SendAsync(new Ping(0));
        var fresh = host.Services.GetRequiredService<FreshRows>();
        var outbox = host.Services.GetRequiredService<OutboxStore>();
        var owner = OwnerId.Create();
        var rows = (await outbox.ClaimAsync(owner, TimeSpan.FromHours(1), 10, Stop)).Rows;

        fresh.Add(rows);

        var stranded = fresh.TakeStranded();
        Assert.Equal(rows.Select(r => r.Seq), stranded);
        await outbox.ReleaseAsync(owner, stranded, Stop);
        Assert.Single((await outbox.ClaimAsync(OwnerId.Create(), TimeSpan.FromHours(1), 10, Stop)).Rows);
    }

    [Fact]
    public async Task FreshRows_MoreWaitsInTheStore_NothingIsHandedOverUntilALookHasTakenAll()
    {
        var store = await NewPostgresAsync();
        var host = await Build(store, Everything).StartAsync();
        await CaughtUpAsync(host);
        var fresh = host.Services.GetRequiredService<FreshRows>();
        Assert.NotNull(fresh.Ask(1, 1));

        fresh.FellBehind();
        Assert.Null(fresh.Ask(1, 1));
        var look = fresh.BeginLook();
        Assert.Null(fresh.Ask(1, 1));
        fresh.CaughtUp(look);
        Assert.Null(fresh.Ask(1, 1));
        fresh.CaughtUp(fresh.BeginLook());
        Assert.NotNull(fresh.Ask(1, 1));
        Assert.Null(fresh.Ask(1, long.MaxValue / 2));
    }

    // A row with a key makes the relay look, and what it finds then is all there is.
    private static Task CaughtUpAsync(WorkerHost host) => Eventually.BecomesTrueAsync(
        () => host.Services.GetRequiredService<FreshRows>().Ask(1, 1) is not null && !host.Services.GetRequiredService<Slots>().IsBehind, "it has caught up");

    private static async Task LogAsync(TestStore store, string table, string statement)
    {
        await store.ExecuteAsync($"create function log_{table}() returns trigger language plpgsql as $$ begin {statement}; return new; end $$");
        await store.ExecuteAsync($"create trigger log_{table} after insert on {table} for each row execute function log_{table}()");
    }
}
