using RabbitMQ.Client;
using Slipway.Testing.RabbitMq;

namespace Slipway.Messaging.RabbitMq.Tests.Broker;

/// <summary>The broker that the other tests rely on.</summary>
public sealed class RabbitMqBrokerTests
{
    [Fact]
    public async Task Broker_IsKilledStoppedAndStartedAgain_KeepsWhatIsDurable()
    {
        var stop = TestContext.Current.CancellationToken;
        string folder;
        await using (var broker = await RabbitMqBroker.StartNewAsync(stop))
        {
            folder = broker.Folder;
            var vhost = await broker.Management.CreateVhostAsync(stop);
            var factory = new ConnectionFactory { Uri = broker.Address(vhost), AutomaticRecoveryEnabled = false };
            await using (var connection = await factory.CreateConnectionAsync(stop))
            await using (var channel = await connection.CreateChannelAsync(cancellationToken: stop))
            {
                await channel.QueueDeclareAsync("kept", true, false, false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" }, cancellationToken: stop);
            }

            await broker.KillAsync(stop);
            await Assert.ThrowsAnyAsync<Exception>(() => factory.CreateConnectionAsync(stop));
            await broker.StartAsync(stop);
            await broker.StopAsync(stop);
            await broker.StartAsync(stop);

            Assert.Equal("kept", (await broker.Management.GetAsync($"queues/{vhost}/kept", stop)).GetProperty("name").GetString());
            Assert.Contains("kept", await broker.ControlAsync(stop, "list_queues", "-p", vhost, "name", "--silent"), StringComparison.Ordinal);
            Assert.True(Directory.Exists(folder), folder);
        }

        Assert.False(Directory.Exists(folder), $"{folder} is left behind");
    }
}
