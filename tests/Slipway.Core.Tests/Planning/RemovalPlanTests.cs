using Slipway.Core.Configurations;
using Slipway.Testing;

namespace Slipway.Core.Tests.Planning;

public sealed class RemovalPlanTests
{
    private readonly World _world = new();

    private static ConfigurationSet Shop => Given.Set(
        Given.Instance("web").After("db", DependencyCondition.Healthy),
        Given.Instance("db").WithHealthCheck().Mounting(new VolumeMount("/data", false, "data"))).WithVolume("data");

    [Fact]
    public async Task Plan_WithoutVolumes_KeepsThemAndTells()
    {
        await _world.DeployAsync(Shop);

        Golden.Matches("removal", World.Text(await _world.PlanRemovalAsync(Shop, false)));
    }

    [Fact]
    public async Task Plan_WithVolumes_RemovesThemLast()
    {
        await _world.DeployAsync(Shop);

        Golden.Matches("removal-volumes", World.Text(await _world.PlanRemovalAsync(Shop, true)));
    }

    [Fact]
    public async Task Plan_ContainerOfAnEarlierRevision_GoesToo()
    {
        await _world.DeployAsync(Given.Set(Given.Instance("old"), Given.Instance("web")));
        await _world.RunAsync(await _world.PlanRemovalAsync(Given.Set(Given.Instance("web")), false));

        Assert.Empty(_world.Engine.Containers);
        Assert.Empty(_world.Engine.Networks);
    }

    [Fact]
    public async Task Plan_OtherClusters_AreNotTouched()
    {
        var other = new World(_world.Engine, Given.Owner with { ClusterId = "c2", ClusterName = "other" });
        await other.DeployAsync(OtherSet());
        await _world.DeployAsync(Shop);
        var before = _world.Engine.Containers.Where(c => c.Made.Owner.ClusterName == "other").Select(c => (c.Id, c.Name, c.State, c.Starts)).ToArray();
        await _world.RunAsync(await _world.PlanRemovalAsync(Shop, true));

        Assert.Equal(before, _world.Engine.Containers.Select(c => (c.Id, c.Name, c.State, c.Starts)));
        Assert.Equal(["other_default"], _world.Engine.Networks);
    }

    [Fact]
    public async Task Plan_ExternalNetwork_Stays()
    {
        _world.Engine.AddNetwork("proxy");
        _world.Engine.AddVolume("shared");
        var set = Given.Set(Given.Instance("web").Mounting(new VolumeMount("/data", false, "shared"))).WithNetwork("proxy", true).WithVolume("shared", true);
        await _world.DeployAsync(set);
        await _world.RunAsync(await _world.PlanRemovalAsync(set, true));

        Assert.Equal(["proxy"], _world.Engine.Networks);
        Assert.Equal(["shared"], _world.Engine.Volumes);
    }

    [Fact]
    public async Task Plan_NothingThere_IsEmpty() => Assert.True((await _world.PlanRemovalAsync(Shop, true)).IsEmpty);

    private static ConfigurationSet OtherSet() => new()
    {
        Configurations = [Given.Instance("web")],
        Networks = [new NetworkDefinition { Key = "default", Name = "other_default" }],
    };
}
