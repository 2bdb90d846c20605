using Microsoft.Extensions.DependencyInjection;
using Slipway.Messaging;
using Xunit;

namespace Slipway.Testing.Messaging;

/// <summary>Newest wins where messages arrive out of order, and what others are told of it.</summary>
public abstract class SupersedeArrivalContract(TestStore store) : SupersedeContract(store)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Arrive_OlderThanOneThatIsThere_IsSupersededItself(bool newerIsDone)
    {
        var host = Build(Newest);
        await host.InSessionAsync((_, _) => { });
        await ArriveAsync(host, "0002", "new");
        if (newerIsDone)
        {
            await host.StartAsync();
            await host.ReachesAsync("0002", DeliveryState.Done);
        }

        await ArriveAsync(host, "0001", "old");
        await host.StartAsync();

        Assert.Equal("overtaken by 0002", (await host.ReachesAsync("0001", DeliveryState.Superseded)).Outcome);
        await host.ReachesAsync("0002", DeliveryState.Done);
        Assert.Equal(["new"], host.Script.Runs.Select(r => ((DoIt)r.Message).Id));
    }

    [Fact]
    public async Task Arrive_NewerThanThoseThatAreThere_OvertakesThem()
    {
        var host = Build(Newest);
        await host.InSessionAsync((_, _) => { });
        await ArriveAsync(host, "0001", "old");

        await ArriveAsync(host, "0003", "new");
        await ArriveAsync(host, "0002", "middle");
        await host.StartAsync();

        await host.ReachesAsync("0003", DeliveryState.Done);
        Assert.Equal("overtaken by 0003", (await host.DeliveryAsync("0001")).Outcome);
        Assert.Equal("overtaken by 0003", (await host.DeliveryAsync("0002")).Outcome);
        Assert.Single(host.Script.Runs);
    }

    [Fact]
    public async Task Arrive_ReplayOfAnOlderOne_DoesNotComeBackAfterTheNewer()
    {
        var host = await Build(Newest).StartAsync();
        await ArriveAsync(host, "0002", "new");
        await host.ReachesAsync("0002", DeliveryState.Done);

        await ArriveAsync(host, "0009", "replay", "0001");
        await host.ReachesAsync("0009", DeliveryState.Superseded);

        // And is not taken for the newest by what comes between it and its original.
        await ArriveAsync(host, "0005", "newest");
        await host.ReachesAsync("0005", DeliveryState.Done);
    }

    [Fact]
    public async Task Replay_DeadLetterThatNewerWorkFollowed_IsOvertakenAtOnceAndTheResultSaysSo()
    {
        var host = await Build(Newest).StartAsync();
        host.Script.On<DoIt>((work, _, _) =>
        {
            if (work.Id == "old")
            {
                throw new PermanentFailureException("never");
            }
        });
        var old = await host.SendAsync(new DoIt("old", "cluster:1"));
        await host.ReachesAsync(old, DeliveryState.Dead);
        var newer = await host.SendAsync(new DoIt("new", "cluster:1"));
        await host.ReachesAsync(newer, DeliveryState.Done);

        var result = await host.Services.GetAdministration().ReplayAsync((await host.ChainAsync(old))[0].Id, "eve", null, default, default);

        Assert.EndsWith($"overtaken at once by {(await host.ChainAsync(newer))[0].Id}, which is newer than the original", result.Explanation, StringComparison.Ordinal);
        Assert.Equal(DeliveryState.Superseded, (await host.SettlesAsync(old))[1].Deliveries[0].State);
        Assert.Equal(2, host.Script.Runs.Count);
    }

    [Fact]
    public async Task Replay_DeadLetterThatIsTheNewest_Runs()
    {
        var host = await Build(Newest).StartAsync();
        host.Script.On<DoIt>((_, _, _) =>
        {
            if (host.Script.Runs.Count == 1)
            {
                throw new PermanentFailureException("not yet");
            }
        });
        var chain = await host.SendAsync(new DoIt("a", "cluster:1"));
        await host.ReachesAsync(chain, DeliveryState.Dead);

        await host.Services.GetAdministration().ReplayAsync((await host.ChainAsync(chain))[0].Id, "eve", null, default, default);

        Assert.Equal(DeliveryState.Done, (await host.SettlesAsync(chain))[1].Deliveries[0].State);
    }

    [Fact]
    public async Task Store_CopyOfAnOlderOneArrivesAgain_OvertakesNothing()
    {
        var host = Build(Newest);
        var old = await host.SendAsync(new DoIt("old", "cluster:1"));
        var newer = await host.SendAsync(new DoIt("new", "cluster:1"));
        var message = (await host.ChainAsync(old))[0];
        var catalog = host.Services.GetRequiredService<MessageCatalog>();
        var copy = new OutgoingMessage(
            message.Id, catalog.GetForSendOrThrow(typeof(DoIt), MessageKind.Work), MessageBody.Encode(new DoIt("old", "cluster:1")), null, TimeSpan.Zero, default)
        {
            CorrelationId = old,
            SupersedeKey = "cluster:1",
        };

        await host.Services.GetRequiredService<IMessageDatabase>().WriteAsync(
            (sql, stop) => host.Services.GetRequiredService<ITransport>().StoreAsync(sql, new OutgoingBatch(old, null, [copy]), stop), CancellationToken.None);

        await host.StartAsync();
        await host.ReachesAsync(newer, DeliveryState.Done);
        await host.ReachesAsync(old, DeliveryState.Superseded);
    }

    [Fact]
    public async Task Superseded_SomebodySubscribed_IsToldOnTheChainOfTheSuperseded()
    {
        var host = await Build(Told, "app", NewClock()).StartAsync();
        var sent = new TaskCompletionSource();
        host.Script.On<DoIt>(async (work, _, _, stop) =>
        {
            if (work.Id == "running")
            {
                // Until both newer ones are there: over a wire they come one after the other.
                await sent.Task;
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop);
            }
        });
        var running = await host.SendAsync(new DoIt("running", "cluster:1"));
        await Eventually.BecomesTrueAsync(() => host.Script.Runs.Count == 1, "the older runs");

        var chain = await host.InSessionAsync((session, _) =>
        {
            session.Send(new DoIt("waiting", "cluster:1"));
            session.Send(new DoIt("new", "cluster:1"));
        });
        sent.SetResult();
        await Eventually.BecomesTrueAsync(() => host.Script.Runs.Count(r => r.Message is WorkSuperseded) == 2, "both are told");

        var told = host.Script.Runs.Select(r => r.Message).OfType<WorkSuperseded>().OrderBy(e => e.HadBegun).ToList();
        var records = await host.SettlesAsync(chain);
        var runningId = (await host.ChainAsync(running))[0].Id;
        Assert.Equal(new WorkSuperseded("test.do-it", 1, records[0].Id, "app", records.Single(r => r.Id != records[0].Id && r.Name == "test.do-it").Id, false), told[0]);
        Assert.Equal((runningId, true), (told[1].MessageId, told[1].HadBegun));
        Assert.Equal(["test.do-it", "work.superseded"], (await host.ChainAsync(running)).Select(r => r.Name));
        Assert.Equal(runningId, (await host.ChainAsync(running))[1].CausationId);

        static void Told(IMessagingBuilder messaging)
        {
            Newest(messaging);
            messaging.Event<WorkSuperseded>().Run<ScriptedHandler<WorkSuperseded>>();
        }
    }

    [Fact]
    public async Task Superseded_NobodySubscribed_NothingIsStored()
    {
        var host = Build(Newest);
        var old = await host.SendAsync(new DoIt("old", "cluster:1"));

        await host.SendAsync(new DoIt("new", "cluster:1"));

        Assert.Single(await host.ChainAsync(old));
        Assert.Equal(["2"], await Store.QueryAsync("select count(*) from message"));
    }

    // As a transport does that receives from elsewhere; the id is also the chain, so that it is found by it.
    private static Task ArriveAsync(WorkerHost host, string id, string work, string? replayOf = null) =>
        host.Services.GetRequiredService<IMessageDatabase>().WriteAsync(async (sql, stop) =>
        {
            await sql.ExecuteAsync(
                MessageSql.InsertMessage,
                [
                    ("@id", id), ("@kind", "work"), ("@name", "test.do-it"), ("@version", 1), ("@correlation_id", id), ("@causation_id", null),
                    ("@trace_parent", $"00-{Guid.NewGuid():n}-{Guid.NewGuid().ToString("n")[..16]}-00"), ("@trace_state", null),
                    ("@body", MessageBody.Encode(new DoIt(work, "cluster:1"))), ("@sent_at", 0L),
                ],
                stop);
            if (replayOf is not null)
            {
                await sql.ExecuteAsync("update message set replay_of = @of where id = @id", [("@of", replayOf), ("@id", id)], stop);
            }
            var newest = host.Services.GetRequiredService<NewestWins>();
            await newest.LockAsync(sql, ["cluster:1"], stop);
            await sql.ExecuteAsync(
                MessageSql.InsertDelivery,
                [
                    ("@id", id), ("@name", "test.do-it"), ("@exclusive_key", "cluster:1"), ("@supersede_key", "cluster:1"),
                    ("@due_at", host.Services.GetRequiredService<IMessageDatabase>().Clock.Now()), ("@application", "app"),
                ],
                stop);
            await newest.ArriveAsync(sql, id, replayOf ?? id, "app", "cluster:1", stop);
            host.Services.GetRequiredService<WakeSignal>().Set();
        }, CancellationToken.None);
}
