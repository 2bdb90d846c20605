using Slipway.Testing;

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
}
