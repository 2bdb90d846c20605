using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Slipway.Messaging.RabbitMq.Tests.Transport;

/// <summary>Queues and exchanges at the start.</summary>
public sealed class TopologyTests(SharedBroker shared) : SharedWireTest(shared)
{
    [Fact]
    public async Task Start_QueuesAreThereWithOtherArguments_FailsAndNamesEachDifference()
    {
        await using (var connection = await ConnectAsync())
        await using (var channel = await connection.CreateChannelAsync(cancellationToken: Stop))
        {
            await channel.QueueDeclareAsync("app.tasks", true, false, false, cancellationToken: Stop);
            await channel.QueueDeclareAsync("app.events", true, false, false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" }, cancellationToken: Stop);
            await channel.ExchangeDeclareAsync("slipway.events", ExchangeType.Fanout, true, cancellationToken: Stop);
        }
        var host = Build(await NewStoreAsync(), Everything);

        var error = await Assert.ThrowsAnyAsync<Exception>(() => host.StartAsync().WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, Stop));

        Assert.IsType<TopologyMismatchException>(error);
        Assert.Contains("queue 'app.tasks': PRECONDITION_FAILED - inequivalent arg", error.Message, StringComparison.Ordinal);
        Assert.Contains("queue 'app.events': PRECONDITION_FAILED - inequivalent arg", error.Message, StringComparison.Ordinal);
        Assert.Contains("exchange 'slipway.events': PRECONDITION_FAILED - inequivalent arg 'type'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_BrokerGivesUpOnAMessage_ItComesByTheOtherQueueAndIsHandled()
    {
        // As a broker from 4.0 on does by itself, after twenty times.
        await Broker.Management.PutAsync(
            $"policies/{Vhost}/limit", new Dictionary<string, object> { ["pattern"] = "tasks$", ["definition"] = new Dictionary<string, object> { ["delivery-limit"] = 1 } }, Stop);
        var store = await NewStoreAsync();
        var first = await Build(store, Everything, "doing").StartAsync();
        await first.StopAsync(TestContext.Current.CancellationToken);
        var sender = await Build(await NewStoreAsync(), m => m.Work<Ping>(), "sender").StartAsync();
        await sender.SendAsync(new Ping(0));
        await using (var connection = await ConnectAsync())
        {
            Assert.False(await TakeAndDropAsync(connection, "doing.tasks"));
            Assert.True(await TakeAndDropAsync(connection, "doing.tasks"));
        }

        await WritingNumbers(Build(store, Everything, "doing")).StartAsync();

        await EachOnceAsync(store, 1);
    }

    // As a process that dies with a message in its hands.
    private static async Task<bool> TakeAndDropAsync(IConnection connection, string queue)
    {
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Stop);
        var redelivered = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, delivery) =>
        {
            redelivered.TrySetResult(delivery.Redelivered);
            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(queue, autoAck: false, consumer, Stop);
        return await redelivered.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, Stop);
    }
}
