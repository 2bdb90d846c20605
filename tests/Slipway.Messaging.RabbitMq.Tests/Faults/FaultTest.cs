using Slipway.Messaging.RabbitMq.Tests.Transport;
using Slipway.Testing;
using Slipway.Testing.Messaging;
using Slipway.Testing.RabbitMq;

namespace Slipway.Messaging.RabbitMq.Tests.Faults;

/// <summary>Tests that break a broker, one after the other. Their virtual hosts stay, as the broker does not.</summary>
[Collection(nameof(FaultTest))]
public abstract class FaultTest : WireTest
{
    protected FaultTest(RabbitMqBroker broker)
    {
        Broker = broker;
    }

    /// <summary>Gets what a rebuilt session may take once the broker serves.</summary>
    protected static TimeSpan Rebuilt { get; } = TimeSpan.FromSeconds(10);

    /// <summary>Waits until a message goes through, and says how long that took.</summary>
    protected static async Task GoesThroughWithinAsync(WorkerHost host, TestStore store, TimeSpan limit)
    {
        var before = (await store.EffectsAsync()).Count(e => e == "e-1");
        var time = TimeProvider.System;
        var began = time.GetTimestamp();
        await host.PublishAsync(new Pinged(-1));
        await Eventually.BecomesTrueAsync(async () => (await store.EffectsAsync()).Count(e => e == "e-1") > before, "a message goes through", TimeSpan.FromSeconds(60));
        var took = time.GetElapsedTime(began);
        TestContext.Current.TestOutputHelper?.WriteLine($"goes through after {took}");
        Assert.True(took < limit, $"it took {took}");
    }
}
