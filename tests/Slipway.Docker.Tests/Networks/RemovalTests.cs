using Microsoft.Extensions.DependencyInjection;
using Slipway.Core.Engines;

namespace Slipway.Docker.Tests.Networks;

/// <summary>How a network goes that the engine does not let go of at once.</summary>
public sealed class RemovalTests
{
    private const string Nobody = "{}";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RemoveNetwork_EndpointGoesAMomentLater_Waits()
    {
        await using var engine = new CountingEngine(2, Nobody);

        await RemoveAsync(engine);

        Assert.Equal(3, engine.Removals);
    }

    [Fact]
    public async Task RemoveNetwork_EngineCountsOneWhoIsNotThere_SaysSoAndWhatToDo()
    {
        await using var engine = new CountingEngine(int.MaxValue, Nobody);

        var error = await Assert.ThrowsAsync<EngineException>(() => RemoveAsync(engine));

        Assert.Equal(EngineFailure.Miscounted, error.Failure);
        Assert.Contains("network street stays", error.Message, StringComparison.Ordinal);
        Assert.Contains("docker network rm street", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RemoveNetwork_OthersAreJoined_NamesThemAtOnce()
    {
        await using var engine = new CountingEngine(int.MaxValue, """{"2":{"Name":"b"},"1":{"Name":"a"}}""");

        var error = await Assert.ThrowsAsync<EngineException>(() => RemoveAsync(engine));

        Assert.Equal((EngineFailure.InUse, 1), (error.Failure, engine.Removals));
        Assert.Equal("street is still used by a, b", error.Message);
    }

    private static async Task RemoveAsync(CountingEngine engine)
    {
        await using var services = EngineFixture.BuildServices(new() { ["Slipway:Docker:Host"] = engine.Start() });
        await services.GetRequiredService<IContainerEngine>().RemoveNetworkAsync("street", Token);
    }
}
