using Slipway.Testing.RabbitMq;

namespace Slipway.Messaging.RabbitMq.Tests.Faults;

/// <summary>
/// The broker of the tests that break one: one for those that end connections, queues and exchanges, another for the class that ends the broker.
/// </summary>
[CollectionDefinition(nameof(FaultTest))]
public sealed class BrokerToBreak : IAsyncLifetime, ICollectionFixture<BrokerToBreak>
{
    public RabbitMqBroker Broker { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Broker = await RabbitMqBroker.StartNewAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => Broker?.DisposeAsync() ?? ValueTask.CompletedTask;
}
