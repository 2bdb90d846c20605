namespace Slipway.Messaging.RabbitMq.Tests.Transport;

/// <summary>Tests that leave the broker itself alone.</summary>
public abstract class SharedWireTest : WireTest
{
    protected SharedWireTest(SharedBroker shared)
    {
        Broker = shared.Broker;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Broker.Management.DeleteVhostAsync(Vhost, CancellationToken.None);
        GC.SuppressFinalize(this);
    }
}
