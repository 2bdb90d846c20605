using Slipway.Testing;
using Slipway.Testing.Messaging;

namespace Slipway.Messaging.RabbitMq.Tests.Transport;

/// <summary>The broker keeps a message until it is stored where it is handled.</summary>
public sealed class InboxTests(SharedBroker shared) : SharedWireTest(shared)
{
    [Fact]
    public async Task Receive_StoreFailsAndTheProcessEnds_TheNextOneGetsWhatWasNotStored()
    {
        const int Count = 20;
        var there = await NewStoreAsync();
        var doomed = await Build(there, Everything, "doing").StartAsync();
        var here = await NewStoreAsync();
        var asking = await Build(here, m => m.Work<Ping>(), "asking").StartAsync();
        await there.ExecuteAsync("alter table message rename to hidden");
        for (var i = 0; i < Count; i++)
        {
            await asking.SendAsync(new Ping(i));
        }
        await Eventually.BecomesTrueAsync(async () => await OutboxAsync(here) == 0, "the broker has them");
        await using (var connection = await ConnectAsync())
        await using (var channel = await connection.CreateChannelAsync(cancellationToken: Stop))
        {
            await Eventually.BecomesTrueAsync(async () => await channel.MessageCountAsync("doing.tasks", Stop) == 0, "they are delivered");
        }

        await doomed.StopAsync(Stop);
        await there.ExecuteAsync("alter table hidden rename to message");
        await WritingNumbers(Build(there, Everything, "doing")).StartAsync();

        await EachOnceAsync(there, Count);
    }

    [Fact]
    public async Task Stop_MessagesAreInHand_TheNextProcessStoresWhatComesLaterBehindThem()
    {
        const int InHand = 10;
        const int Count = 30;
        var there = await NewStoreAsync();
        var here = await NewStoreAsync();
        var stopped = await Build(there, Ordered, "doing", options => options.InboxBatch = 1).StartAsync();
        await WritingNumbers(Build(there, Ordered, "doing")).StartAsync();
        var asking = await Build(here, m => m.Work<Ping>().OneAtATimeBy(p => p.Key), "asking").StartAsync();
        Task stopping;
        await using (var connection = await ConnectAsync())
        await using (var channel = await connection.CreateChannelAsync(cancellationToken: Stop))
        await using (var blocker = await there.OpenAsync())
        await using (await blocker.BeginTransactionAsync(Stop))
        {
            await SendAsync(0, InHand);
            await Eventually.BecomesTrueAsync(async () => await channel.MessageCountAsync("doing.tasks", Stop) == 0, "they are delivered");
            stopping = stopped.StopAsync(Stop);
            await SendAsync(InHand, Count);
        }
        await stopping;

        await EachOnceAsync(there, Count);
        var order = await there.QueryAsync("select json_extract(m.body, '$.number') from delivery d join message m on m.id = d.message_id order by d.seq");
        Assert.Equal(Enumerable.Range(0, Count).Select(i => $"{i}"), order);

        static void Ordered(IMessagingBuilder messaging) => messaging.Work<Ping>().Run<ScriptedHandler<Ping>>().OneAtATimeBy(p => p.Key);

        async Task SendAsync(int from, int to)
        {
            for (var i = from; i < to; i++)
            {
                await asking.SendAsync(new Ping(i, "k"));
            }
            await Eventually.BecomesTrueAsync(async () => await OutboxAsync(here) == 0, "the broker has them");
        }
    }
}
