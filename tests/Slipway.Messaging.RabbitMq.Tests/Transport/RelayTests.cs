using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Slipway.Testing;
using Slipway.Testing.Messaging;

namespace Slipway.Messaging.RabbitMq.Tests.Transport;

/// <summary>Who sends what, in which order, and how often it may arrive.</summary>
public sealed class RelayTests(SharedBroker shared) : SharedWireTest(shared)
{
    [Fact]
    public async Task Relay_ThreeProcessesOneStore_EachKeyKeepsItsOrderAndEachRowIsSentOnce()
    {
        const int Keys = 8;
        const int PerKey = 40;
        var there = await NewStoreAsync();
        var arrived = new ConcurrentQueue<Ping>();
        var doing = Build(there, m => m.Work<Ping>().Run<ScriptedHandler<Ping>>().OneAtATimeBy(p => p.Key), "doing");
        doing.Script.On<Ping>((ping, _, _) => arrived.Enqueue(ping));
        await doing.StartAsync();
        var duplicates = 0L;
        using var counted = Count(doing, TelemetryNames.DuplicatesDropped, value => Interlocked.Add(ref duplicates, value));
        var here = await NewStoreAsync();
        var senders = Enumerable.Range(0, 3).Select(_ => Build(here, m => m.Work<Ping>().OneAtATimeBy(p => p.Key), "asking")).ToList();
        foreach (var sender in senders)
        {
            await sender.StartAsync();
        }

        // Each key by all three in turn, so that what follows in a key is claimed by whoever is faster.
        await Task.WhenAll(Enumerable.Range(0, Keys).Select(async key =>
        {
            for (var i = 0; i < PerKey; i++)
            {
                await senders[i % senders.Count].SendAsync(new Ping(i, $"key:{key}"));
            }
        }));

        await Eventually.BecomesTrueAsync(() => arrived.Count >= Keys * PerKey, "all arrived", TimeSpan.FromSeconds(60));
        Assert.All(arrived.GroupBy(p => p.Key), key => Assert.Equal(Enumerable.Range(0, PerKey), key.Select(p => p.Number)));
        Assert.Equal(0, Interlocked.Read(ref duplicates));
        await Eventually.BecomesTrueAsync(async () => await OutboxAsync(here) == 0, "the outbox is empty");
    }

    [Fact]
    public async Task Relay_TransactionsCommitInAnotherOrderThanTheirNumbers_EveryRowIsSent()
    {
        const int Count = 400;
        var store = await NewStoreAsync();
        var host = await WritingNumbers(Build(store, Everything)).StartAsync();

        // A row that becomes visible behind ones that were sent before: as transactions do that began earlier and committed later.
        for (var i = 0; i < Count; i++)
        {
            await host.SendAsync(new Ping(i));
            if (i % 20 == 19)
            {
                await Eventually.BecomesTrueAsync(async () => await OutboxAsync(store) == 0, "all are sent");
                await store.ExecuteAsync("delete from sqlite_sequence where name = 'outbox'");
            }
        }

        await EachOnceAsync(store, Count);
    }

    [Fact]
    public async Task Relay_ProcessIsGoneWithItsClaims_AnotherSendsThemSoon()
    {
        var store = await NewStoreAsync();
        var gone = Build(store, Everything);
        var self = OwnerId.Create();
        await gone.SendAsync(new Ping(0));
        var claimed = await gone.Services.GetRequiredService<OutboxStore>().ClaimAsync(self, TimeSpan.FromHours(1), 10, Stop);
        Assert.Single(claimed.Rows);
        var dead = self.ToString().Split('/') switch { [var place, var pid, var ticks, var id] => $"{place}/{pid}/{ticks}1/{id}", _ => "" };
        await store.ExecuteAsync($"update outbox set owner = '{dead}'");

        await WritingNumbers(Build(store, Everything)).StartAsync();

        await EachOnceAsync(store, 1, TimeSpan.FromSeconds(15));
    }

    [Fact]
    public async Task Relay_AnotherProcessCommitsAndSendsNothingItself_IsSentBeforeTheNextLook()
    {
        var store = await NewStoreAsync();
        await WritingNumbers(Build(store, Everything)).StartAsync();
        var silent = Build(store, Everything);

        await silent.SendAsync(new Ping(0));
        await EachOnceAsync(store, 1);

        // Without a signal each waits for the look that comes every five seconds, and begins just after one.
        var began = TimeProvider.System.GetTimestamp();
        for (var i = 1; i < 4; i++)
        {
            await silent.SendAsync(new Ping(i));
            await EachOnceAsync(store, i + 1);
        }
        var took = TimeProvider.System.GetElapsedTime(began);
        Assert.True(took < TimeSpan.FromSeconds(10), $"three messages took {took}");
    }

    [Fact]
    public async Task Relay_RowIsClaimedByALivingProcess_NobodyElseSendsIt()
    {
        var store = await NewStoreAsync();
        var slow = Build(store, m => m.Work<Ping>().OneAtATimeBy(p => p.Key));
        await slow.SendAsync(new Ping(0, "k"));
        var outbox = slow.Services.GetRequiredService<OutboxStore>();
        Assert.Single((await outbox.ClaimAsync(OwnerId.Create(), TimeSpan.FromHours(1), 10, Stop)).Rows);
        await slow.SendAsync(new Ping(1, "k"));
        await slow.SendAsync(new Ping(2, "other"));

        var rows = (await outbox.ClaimAsync(OwnerId.Create(), TimeSpan.FromHours(1), 10, Stop)).Rows;

        Assert.Equal("other", Assert.Single(rows).Message.ExclusiveKey);
    }

    [Fact]
    public async Task Claim_FirstOfAKeyIsDueAgainAfterThoseBehindIt_NoneIsPassedBy()
    {
        var store = await NewStoreAsync();
        var sender = Build(store, m => m.Work<Ping>().OneAtATimeBy(p => p.Key));
        for (var number = 0; number < 6; number++)
        {
            await sender.SendAsync(new Ping(number, "k"));
        }

        // As a connection leaves them that ended: the first waits for another try, those behind it do not, and the last two were sent since.
        await store.ExecuteAsync("update outbox set next_at = next_at - 5000000 where seq > (select min(seq) from outbox)");
        await store.ExecuteAsync("update outbox set next_at = next_at + 5000000 where seq > (select min(seq) from outbox) + 3");
        var outbox = sender.Services.GetRequiredService<OutboxStore>();

        var first = (await outbox.ClaimAsync(OwnerId.Create(), TimeSpan.FromHours(1), 4, Stop)).Rows;

        var all = await store.QueryAsync("select seq from outbox order by seq");
        Assert.Equal(all.Take(4), first.Select(r => $"{r.Seq}"));
    }

    [Fact]
    public async Task Claim_FirstOfAKeyWaits_NoneOfTheKeyIsTaken()
    {
        var store = await NewStoreAsync();
        var sender = Build(store, m => m.Work<Ping>().OneAtATimeBy(p => p.Key));
        await sender.SendAsync(new Ping(0, "k"));
        await sender.SendAsync(new Ping(1, "k"));
        await sender.SendAsync(new Ping(2, "other"));
        await store.ExecuteAsync("update outbox set next_at = next_at + 60000000 where seq = (select min(seq) from outbox)");

        var rows = (await sender.Services.GetRequiredService<OutboxStore>().ClaimAsync(OwnerId.Create(), TimeSpan.FromHours(1), 10, Stop)).Rows;

        Assert.Equal("other", Assert.Single(rows).Message.ExclusiveKey);
    }

    [Fact]
    public async Task Receive_SameMessageThreeTimes_IsDeliveredOnceAndCounted()
    {
        var store = await NewStoreAsync();
        var host = WritingNumbers(Build(store, Everything));
        await host.StartAsync();
        var duplicates = 0L;
        using var counted = Count(host, TelemetryNames.DuplicatesDropped, value => Interlocked.Add(ref duplicates, value));
        await host.SendAsync(new Ping(0));
        await EachOnceAsync(store, 1);

        await store.ExecuteAsync("insert into outbox (message_id, due_at, next_at) select id, 0, 0 from message");
        await Eventually.BecomesTrueAsync(async () => await OutboxAsync(store) == 0, "it is sent again");

        await Eventually.BecomesTrueAsync(() => Interlocked.Read(ref duplicates) == 1, "it is counted");
        Assert.Equal(["0"], await store.EffectsAsync());
    }

    private static MeterListener Count(WorkerHost host, string name, Action<long> counted)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == name && instrument.Meter.Scope == host.Services.GetRequiredService<IMeterFactory>())
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => counted(value));
        listener.Start();
        return listener;
    }
}
