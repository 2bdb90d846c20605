using Slipway.Core.Configurations;
using Slipway.Core.Planning;
using Slipway.Testing;

namespace Slipway.Core.Tests.Planning;

/// <summary>Plans for an engine that has nothing of the cluster yet.</summary>
public sealed class FreshPlanTests
{
    private readonly World _world = new();

    [Fact]
    public Task Plan_Dependencies_OrderStarts() => MatchesAsync("fresh-dependencies", Given.Set(
        Given.Instance("web").Publishing(80, "8080").After("api"),
        Given.Instance("api").After("db", DependencyCondition.Healthy).After("migrate", DependencyCondition.CompletedSuccessfully),
        Given.Instance("migrate").After("db", DependencyCondition.Healthy),
        Given.Instance("db", "postgres:16").WithHealthCheck().Mounting(new VolumeMount("/data", false, "data"))).WithVolume("data"));

    [Fact]
    public Task Plan_DependencyNotRequired_WaitsOnlyForItsEnd() =>
        MatchesAsync("fresh-not-required", Given.Set(Given.Instance("web").After("cache", required: false), Given.Instance("cache")));

    [Fact]
    public Task Plan_SharedNetwork_IsCreatedAfterItsOwner() => MatchesAsync("fresh-shared-network", Given.Set(
        Given.Instance("sidecar") with { Networks = [], NetworkMode = "service:web" }, Given.Instance("web")));

    [Fact]
    public Task Plan_Replicas_EachGetsANumber() => MatchesAsync("fresh-replicas", Given.Set(
        Given.Instance("web") with { Replicas = 3 }, Given.Instance("off") with { Replicas = 0 }));

    [Fact]
    public Task Plan_TwoInstancesOfOneBuild_BuildOnce() => MatchesAsync("fresh-one-build", Given.Set(
        Given.Instance("web") with { Image = Given.Built() }, Given.Instance("worker") with { Image = Given.Built() }));

    [Fact]
    public Task Plan_BuiltImageWithNames_TagsItAfterTheBuild() => MatchesAsync("fresh-build-tags", Given.Set(
        Given.Instance("web") with { Image = Given.Built(tags: ["shop/web", "shop/web:2"]) }));

    [Fact]
    public Task Plan_ImageThatAnotherInstanceBuilds_IsNotPulled() => MatchesAsync("fresh-image-built-elsewhere", Given.Set(
        Given.Instance("worker", "shop/web"), Given.Instance("web") with { Image = Given.Built(tags: "shop/web") }));

    [Fact]
    public Task Plan_ConfigFiles_AreWrittenBeforeTheStart() =>
        MatchesAsync("fresh-files", Given.Set(Given.Instance("web").Mounting(new FileMount("/etc/app.conf", true, "YQ=="))));

    [Fact]
    public Task Plan_SeveralNetworks_AreJoinedByPriority() => MatchesAsync("fresh-networks", Given.Set(Given.Instance("web") with
    {
        Networks =
        [
            new NetworkAttachment { Network = "default" },
            new NetworkAttachment { Network = "back", Priority = 10 },
            new NetworkAttachment { Network = "side", Priority = 5 },
        ],
    }).WithNetwork("back").WithNetwork("side"));

    [Fact]
    public Task Plan_PortTaken_TakesAnotherAndTells()
    {
        _world.Engine.PortsTaken.Add(new(8080, "tcp"));
        return MatchesAsync("fresh-port-taken", Given.Set(Given.Instance("web").Publishing(80, "8080")));
    }

    [Fact]
    public async Task Plan_TwoInstancesWithOnePort_SecondGetsAnother()
    {
        var plan = await _world.PlanAsync(Given.Set(Given.Instance("a").Publishing(80, "8080"), Given.Instance("b").Publishing(80, "8080")));

        Assert.Equal([8080, 20000], plan.Nodes.Select(n => n.Operation).OfType<CreateContainer>().Select(c => c.Container.Ports[0].HostPort));
        Assert.Single(plan.Notices);
    }

    [Fact]
    public async Task Plan_PortRange_TakesTheFirstFreeOne()
    {
        _world.Engine.PortsTaken.Add(new(8000, "tcp"));
        var plan = await _world.PlanAsync(Given.Set(Given.Instance("web").Publishing(80, "8000-8002") with { Replicas = 3 }));

        Assert.Equal([8001, 8002, 20000], plan.Nodes.Select(n => n.Operation).OfType<CreateContainer>().Select(c => c.Container.Ports[0].HostPort));
        Assert.Single(plan.Notices);
    }

    [Fact]
    public async Task Plan_PortWithoutNumber_LeavesItToTheEngine()
    {
        var plan = await _world.PlanAsync(Given.Set(Given.Instance("web").Publishing(80, null)));

        Assert.Equal(0, Assert.Single(plan.Nodes.Select(n => n.Operation).OfType<CreateContainer>()).Container.Ports[0].HostPort);
        Assert.Empty(plan.Notices);
    }

    [Theory]
    [InlineData(PullPolicy.Missing, false, 1)]
    [InlineData(PullPolicy.Missing, true, 0)]
    [InlineData(PullPolicy.Always, false, 1)]
    [InlineData(PullPolicy.Always, true, 1)]
    [InlineData(PullPolicy.Never, true, 0)]
    public async Task Plan_PullPolicy_DecidesWhetherToPull(PullPolicy policy, bool isThere, int pulls)
    {
        if (isThere)
        {
            _world.Engine.AddImage("nginx:1");
        }

        var plan = await _world.PlanAsync(Given.Set(Given.Instance("web") with { Image = new RegistryImage("nginx:1", policy) }));

        Assert.Equal(pulls, plan.Nodes.Count(n => n.Operation is PullImage));
        Assert.Empty(plan.Problems);
    }

    [Fact]
    public async Task Plan_NeverPulledAndNotThere_IsImpossible()
    {
        var plan = await _world.PlanAsync(Given.Set(Given.Instance("web") with { Image = new RegistryImage("nginx:1", PullPolicy.Never) }));

        Assert.Equal("impossible: web: the engine does not have image nginx:1, and pull_policy says never to fetch it\n", plan.ToString());
    }

    [Fact]
    public Task Plan_ExternalNetworkAndVolumeMissing_IsImpossible() => MatchesAsync(
        "problem-external",
        Given.Set(Given.Instance("web").Mounting(new VolumeMount("/data", false, "shared"))).WithVolume("shared", true).WithNetwork("proxy", true));

    [Fact]
    public async Task Plan_ExternalNetworkThere_IsNotCreated()
    {
        _world.Engine.AddNetwork("proxy");
        var plan = await _world.PlanAsync(Given.Set(Given.Instance("web")).WithNetwork("proxy", true));

        Assert.Equal(["shop_default"], plan.Nodes.Select(n => n.Operation).OfType<CreateNetwork>().Select(n => n.Subject));
    }

    [Fact]
    public async Task Plan_ContainerNameOfSomethingElse_IsImpossible()
    {
        await new World(_world.Engine, Given.Owner with { ClusterId = "c2", ClusterName = "other" })
            .DeployAsync(Given.Set(Given.Instance("web") with { ContainerName = "fixed" }));

        await MatchesAsync("problem-container-name", Given.Set(Given.Instance("web") with { ContainerName = "fixed" }));
    }

    [Fact]
    public async Task Plan_ContainersOfAnEarlierClusterOfTheName_IsImpossible()
    {
        await new World(_world.Engine, Given.Owner with { ClusterId = "c0" }).DeployAsync(Given.Set(Given.Instance("web")));

        await MatchesAsync("problem-foreign-container", Given.Set(Given.Instance("web")));
    }

    private async Task MatchesAsync(string golden, ConfigurationSet set, [System.Runtime.CompilerServices.CallerFilePath] string caller = "") =>
        Golden.Matches(golden, World.Text(await _world.PlanAsync(set)), caller);
}
