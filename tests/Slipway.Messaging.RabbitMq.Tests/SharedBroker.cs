using Slipway.Messaging.RabbitMq.Tests;
using Slipway.Testing.RabbitMq;

[assembly: AssemblyFixture(typeof(SharedBroker))]

namespace Slipway.Messaging.RabbitMq.Tests;

/// <summary>The broker of the tests that leave it alone. Each has a virtual host of its own.</summary>
public sealed class SharedBroker : IAsyncLifetime
{
    /// <summary>Gets the broker.</summary>
    public RabbitMqBroker Broker { get; private set; } = null!;

    /// <inheritdoc />
    public async ValueTask InitializeAsync() => Broker = await RabbitMqBroker.StartNewAsync(TestContext.Current.CancellationToken);

    /// <inheritdoc />
    public ValueTask DisposeAsync() => Broker?.DisposeAsync() ?? ValueTask.CompletedTask;
}
