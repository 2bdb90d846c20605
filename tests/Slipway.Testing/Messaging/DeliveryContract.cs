using Microsoft.Extensions.DependencyInjection;
using Slipway.Messaging;
using Xunit;

namespace Slipway.Testing.Messaging;

/// <summary>Who gets a message, and that a handler's effects commit once and together.</summary>
public abstract class DeliveryContract(TestStore store) : MessagingContract(store)
{
    [Fact]
    public async Task Publish_TwoApplicationsSubscribed_EachGetsItOnce()
    {
        var first = await Build(m => m.Event<Happened>().Run<ScriptedHandler<Happened>>(), "first").StartAsync();
        var second = await Build(m => m.Event<Happened>().Run<ScriptedHandler<Happened>>(), "second").StartAsync();

        var chain = await first.PublishAsync(new Happened("a"));

        var message = Assert.Single(await first.SettlesAsync(chain));
        Assert.Equal(["first/test.happened", "second/test.happened"], message.Deliveries.Select(d => d.Consumer).Order());
        Assert.All(message.Deliveries, d => Assert.Equal((DeliveryState.Done, 1), (d.State, d.Attempts)));
        Assert.Single(first.Script.Runs);
        Assert.Single(second.Script.Runs);
    }

    [Fact]
    public async Task Publish_NobodySubscribed_IsKeptWithoutDelivery()
    {
        var host = await Build(m => m.Event<Happened>()).StartAsync();

        var chain = await host.PublishAsync(new Happened("a"));

        Assert.Empty(Assert.Single(await host.ChainAsync(chain)).Deliveries);
    }

    [Fact]
    public async Task Send_TwoReplicasOfOneApplication_ExactlyOneRunsIt()
    {
        var one = await Build(Everything, "app", null, ("PollInterval", "00:00:00.050")).StartAsync();
        var two = await Build(Everything, "app", null, ("PollInterval", "00:00:00.050")).StartAsync();
        foreach (var host in (WorkerHost[])[one, two])
        {
            host.Script.On<DoIt>((work, _, effects) => effects.Add(work.Id));
        }

        var chains = new List<string>();
        for (var i = 0; i < 60; i++)
        {
            chains.Add(await (i % 2 == 0 ? one : two).SendAsync(new DoIt($"{i}")));
        }

        await one.SettlesAsync([.. chains]);
        Assert.Equal(60, one.Script.Runs.Count + two.Script.Runs.Count);
        Assert.Equal(Enumerable.Range(0, 60).Select(i => $"{i}").Order(), (await Store.EffectsAsync()).Order());
    }

    [Fact]
    public async Task Send_ByAnotherProcessWhileIdle_IsHeardWithoutWaitingForThePoll()
    {
        var worker = await Build(Everything, "app", null, ("PollInterval", "00:01:00")).StartAsync();
        var sender = Build(m => m.Work<DoIt>(), "sender");
        await sender.ReachesAsync(await sender.SendAsync(new DoIt("heard, or found when the watch began")), DeliveryState.Done);

        for (var i = 0; i < 10; i++)
        {
            await sender.ReachesAsync(await sender.SendAsync(new DoIt($"{i}")), DeliveryState.Done);
        }

        Assert.Equal(11, worker.Script.Runs.Count);
    }

    [Fact]
    public async Task Send_WithDelayByAnotherProcessWhileIdle_RunsWhenItIsDueWithoutWaitingForThePoll()
    {
        await Build(Everything, "app", null, ("PollInterval", "00:01:00")).StartAsync();
        var sender = Build(m => m.Work<DoIt>(), "sender");

        var chain = await sender.SendAsync(new DoIt("soon"), TimeSpan.FromMilliseconds(300));

        await sender.ReachesAsync(chain, DeliveryState.Done);
    }

    [Fact]
    public async Task Handle_Succeeds_CommitsWritesMessagesAndRecordTogether()
    {
        var host = await Build(Everything).StartAsync();
        host.Script.On<DoIt>((work, context, effects) =>
        {
            effects.Add(work.Id);
            context.Publish(new Happened(work.Id));
            context.Note("went well");
        });

        var chain = await host.SendAsync(new DoIt("a"));
        var records = await host.SettlesAsync(chain);

        await Eventually.BecomesTrueAsync(async () => (await host.ChainAsync(chain)).Count == 2, "the event was sent");
        Assert.Equal(["a"], await Store.EffectsAsync());
        Assert.Equal("went well", records[0].Deliveries[0].Outcome);
        Assert.Equal(records[0].Id, (await host.ChainAsync(chain))[1].CausationId);
    }

    [Fact]
    public async Task Handle_ThrowsAfterSending_NothingLeavesAndNothingIsWritten()
    {
        var host = await Build(m =>
        {
            m.Event<Happened>();
            m.Work<DoIt>().Run<ScriptedHandler<DoIt>>().Retry(Once);
        }).StartAsync();
        host.Script.On<DoIt>((work, context, effects) =>
        {
            effects.Add(work.Id);
            context.Publish(new Happened(work.Id));
            throw new InvalidOperationException("no");
        });

        var chain = await host.SendAsync(new DoIt("a"));

        await host.ReachesAsync(chain, DeliveryState.Dead);
        Assert.Single(await host.ChainAsync(chain));
        Assert.Empty(await Store.EffectsAsync());
    }

    [Fact]
    public async Task Handle_ParticipantFailsToSave_RollsBackAllAndTriesAgain()
    {
        var time = NewClock();
        var host = await Build(Everything, "app", time).StartAsync();
        host.Script.On<DoIt>((work, context, effects) =>
        {
            effects.Add($"{work.Id}{context.Attempt}");
            context.Publish(new Happened(work.Id));
            effects.FailWith = context.Attempt == 1 ? new InvalidOperationException("conflict") : null;
        });

        var chain = await host.SendAsync(new DoIt("a"));

        var waiting = await host.ReachesAsync(chain, DeliveryState.Ready, 1);
        Assert.Equal("conflict", waiting.Outcome);
        Assert.Empty(await Store.EffectsAsync());
        Assert.Single(await host.ChainAsync(chain));
        time.Advance(TimeSpan.FromSeconds(1));
        await host.ReachesAsync(chain, DeliveryState.Done, 2);
        Assert.Equal(["a2"], await Store.EffectsAsync());
    }

    [Fact]
    public async Task Handle_ManyAtOnceAndSomeParticipantsFail_FailuresTakeNoOtherWithThem()
    {
        var host = await Build(m => m.Work<DoIt>().Run<ScriptedHandler<DoIt>>().Retry(Once)).StartAsync();
        host.Script.On<DoIt>((work, _, effects) =>
        {
            effects.Add(work.Id);
            effects.FailWith = work.Id.EndsWith('3') ? new InvalidOperationException("conflict") : null;
        });

        var chain = await host.InSessionAsync((session, _) =>
        {
            for (var i = 0; i < 100; i++)
            {
                session.Send(new DoIt($"{i}"));
            }
        });
        var records = await host.SettlesAsync(chain);

        Assert.Equal(10, records.Count(r => r.Deliveries[0].State == DeliveryState.Dead));
        Assert.Equal(Enumerable.Range(0, 100).Where(i => i % 10 != 3).Select(i => $"{i}").Order(), (await Store.EffectsAsync()).Order());
    }

    [Fact]
    public async Task Store_SameMessageArrivesTwice_IsDeliveredOnce()
    {
        var host = Build(Everything);
        var chain = await host.SendAsync(new DoIt("a"));

        await host.InSessionAsync((session, _) => session.CorrelationId = chain);
        var transport = host.Services.GetRequiredService<ITransport>();
        var catalog = host.Services.GetRequiredService<MessageCatalog>();
        var message = (await host.ChainAsync(chain))[0];
        var copy = new OutgoingMessage(
            message.Id, catalog.GetForSendOrThrow(typeof(DoIt), MessageKind.Work), MessageBody.Encode(new DoIt("a")), null, TimeSpan.Zero, default)
        {
            CorrelationId = chain,
        };
        await host.Services.GetRequiredService<IMessageDatabase>().WriteAsync(
            (sql, stop) => transport.StoreAsync(sql, new OutgoingBatch(chain, null, [copy, copy]), stop), CancellationToken.None);
        await host.StartAsync();

        await host.SettlesAsync(chain);
        Assert.Single(Assert.Single(await host.ChainAsync(chain)).Deliveries);
        Assert.Single(host.Script.Runs);
    }

    [Fact]
    public async Task Store_TaskOfAnotherApplicationTwice_IsDeliveredToThatOneOnly()
    {
        var worker = await Build(Everything, "worker").StartAsync();
        var sender = Build(m => m.Work<DoIt>(), "sender");
        var chain = await sender.SendAsync(new DoIt("a"));
        await worker.SettlesAsync(chain);
        var copy = new OutgoingMessage(
            (await worker.ChainAsync(chain))[0].Id,
            sender.Services.GetRequiredService<MessageCatalog>().GetForSendOrThrow(typeof(DoIt), MessageKind.Work),
            MessageBody.Encode(new DoIt("a")),
            null,
            TimeSpan.Zero,
            default)
        {
            CorrelationId = chain,
        };
        var batch = new OutgoingBatch(chain, null, [copy]);

        // As after a commit that succeeded and was not known to: one by one, and with others.
        var transport = sender.Services.GetRequiredService<ITransport>();
        await sender.Services.GetRequiredService<IMessageDatabase>().WriteAsync((sql, stop) => transport.StoreAsync(sql, batch, stop), CancellationToken.None);
        await sender.Services.GetRequiredService<IMessageDatabase>().WriteAsync((sql, stop) => transport.StoreAsync(sql, [batch], stop), CancellationToken.None);

        await worker.SettlesAsync(chain);
        Assert.StartsWith("worker", Assert.Single(Assert.Single(await worker.ChainAsync(chain)).Deliveries).Consumer, StringComparison.Ordinal);
    }

    [Fact]
    public virtual async Task Receive_NameThatNobodyHandles_IsADeadLetterWithTheKnownNames()
    {
        var sender = Build(m => m.Work<Undeclared>());
        var chain = await sender.SendAsync(new Undeclared("a"));

        await Build(Everything).StartAsync();

        var dead = await sender.ReachesAsync(chain, DeliveryState.Dead);
        Assert.Contains("handles no 'test.undeclared' v1", dead.Outcome, StringComparison.Ordinal);
        Assert.Contains("test.do-it v1", dead.Outcome, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Receive_BodyCannotBeRead_IsADeadLetterAndDoesNotStopTheRest()
    {
        var host = Build(Everything);
        var poison = await host.SendAsync(new DoIt("poison"));
        await Store.ExecuteAsync("update message set body = 'null'");
        var good = await host.SendAsync(new DoIt("good"));

        await host.StartAsync();

        Assert.StartsWith("decode: ", (await host.ReachesAsync(poison, DeliveryState.Dead)).Outcome, StringComparison.Ordinal);
        await host.ReachesAsync(good, DeliveryState.Done);
    }

    [Fact]
    public async Task Start_TaskIsDoneByAnotherApplication_FailsAndNamesIt()
    {
        await Build(Everything, "owner").StartAsync();

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => Build(Everything, "intruder").StartAsync());

        Assert.Contains("done by application 'owner' already", error.Message, StringComparison.Ordinal);
    }
}
