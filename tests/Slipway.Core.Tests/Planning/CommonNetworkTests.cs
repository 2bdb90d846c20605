using Slipway.Core.Configurations;

namespace Slipway.Core.Tests.Planning;

/// <summary>Networks with a name of their own: the same for every cluster that declares them.</summary>
public sealed class CommonNetworkTests
{
    private readonly World _shop = new();
    private readonly World _blog;

    public CommonNetworkTests() => _blog = new World(_shop.Engine, Given.Owner with { ClusterId = "c2", ClusterName = "blog" });

    [Fact]
    public async Task Removal_AnotherClusterUsesIt_SucceedsAndKeepsIt()
    {
        await _shop.DeployAsync(Set("shop"));
        await _blog.DeployAsync(Set("blog"));

        var plan = await _shop.PlanRemovalAsync(Set("shop"), true);
        await _shop.RunAsync(plan);
        Assert.Equal(["network common is kept: others use it"], plan.Notices);
        Assert.Equal(["blog_default", "common"], _shop.Engine.Networks);

        await _blog.RunAsync(await _blog.PlanRemovalAsync(Set("blog"), true));
        Assert.Empty(_shop.Engine.Networks);
    }

    [Fact]
    public async Task Definition_ChangesWhereNobodyElseUsesIt_IsMadeAgain()
    {
        await _shop.DeployAsync(Set("shop"));
        await _shop.DeployAsync(Set("shop", isInternal: true));

        Assert.Contains("remove-network common", _shop.Engine.Calls);
        Assert.Empty((await _shop.PlanAsync(Set("shop", isInternal: true))).Nodes);
    }

    [Fact]
    public async Task Definition_ChangesWhereOthersUseIt_IsKeptWhichIsTold()
    {
        await _shop.DeployAsync(Set("shop"));
        await _blog.DeployAsync(Set("blog"));
        var plan = await _shop.DeployAsync(Set("shop", isInternal: true));

        Assert.Contains("network common is kept as it is although its definition differs: others use it", plan.Notices);
        Assert.DoesNotContain("remove-network common", _shop.Engine.Calls);
    }

    [Fact]
    public async Task External_MadeByAnotherCluster_IsNeverRemoved()
    {
        await _blog.DeployAsync(Set("blog"));
        var external = Set("shop") with { Networks = [Default("shop"), new NetworkDefinition { Key = "common", Name = "common", External = true }] };
        await _shop.DeployAsync(external);
        await _blog.RunAsync(await _blog.PlanRemovalAsync(Set("blog"), true));
        await _shop.RunAsync(await _shop.PlanRemovalAsync(external, true));

        Assert.Equal(["common"], _shop.Engine.Networks);
    }

    private static ConfigurationSet Set(string cluster, bool isInternal = false) => new()
    {
        Configurations = [Given.Instance("web") with { Networks = [new NetworkAttachment { Network = "default" }, new NetworkAttachment { Network = "common" }] }],
        Networks = [Default(cluster), new NetworkDefinition { Key = "common", Name = "common", Internal = isInternal }],
    };

    private static NetworkDefinition Default(string cluster) => new() { Key = "default", Name = $"{cluster}_default" };
}
