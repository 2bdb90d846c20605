using Slipway.Testing.RabbitMq;

namespace Slipway.Messaging.RabbitMq.Tests.Faults;

/// <summary>
/// The broker of the tests that end it, apart from that of the tests that remove queues and hosts from it.
/// </summary>
public sealed class BrokerToRestart : IAsyncLifetime
{
    public RabbitMqBroker Broker { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Broker = await RabbitMqBroker.StartNewAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => Broker?.DisposeAsync() ?? ValueTask.CompletedTask;
}
