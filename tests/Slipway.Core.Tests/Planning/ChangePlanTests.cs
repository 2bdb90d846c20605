using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Slipway.Core.Configurations;
using Slipway.Core.Planning;
using Slipway.Testing;

namespace Slipway.Core.Tests.Planning;

/// <summary>Plans for an engine on which an earlier revision runs.</summary>
public sealed class ChangePlanTests
{
    private readonly World _world = new();

    private static ConfigurationSet Shop => Given.Set(
        Given.Instance("web").After("db", DependencyCondition.Healthy),
        Given.Instance("db", "postgres:16").WithHealthCheck().Mounting(new VolumeMount("/data", false, "data"))).WithVolume("data");

    [Fact]
    public Task Plan_NothingChanged_IsEmpty() => MatchesAsync("change-nothing", Shop, Shop);

    [Fact]
    public Task Plan_OneAttributeChanged_ReplacesThatInstanceAndNamesIt() =>
        MatchesAsync("change-attribute", Shop, Change(Shop, "web", c => c.WithVariable("MODE", "fast") with { Init = true }));

    [Fact]
    public Task Plan_DependencyChanged_LeavesItsDependentAlone() =>
        MatchesAsync("change-dependency", Shop, Change(Shop, "db", c => c.WithVariable("MODE", "fast")));

    [Fact]
    public Task Plan_DependencyChangedAndRestartAsked_RestartsItsDependentOnceItIsWell()
    {
        var asking = Change(Shop, "web", c => c with { DependsOn = [new Dependency("db", DependencyCondition.Healthy, Restart: true)] });
        return MatchesAsync("change-dependency-restart", asking, Change(asking, "db", c => c.WithVariable("MODE", "fast")));
    }

    [Fact]
    public Task Plan_BothChanged_OldDependentStopsWhenItsDependencyIsWell() => MatchesAsync(
        "change-both", Shop, Change(Change(Shop, "db", c => c.WithVariable("MODE", "fast")), "web", c => c.WithVariable("MODE", "fast")));

    [Fact]
    public Task Plan_ImageIsAnotherOneNow_ReplacesIt() => MatchesAsync("change-image", Shop, Shop, w => w.Engine.AddImage("nginx:1", "sha256:new"));

    [Fact]
    public Task Plan_ScaledUp_AddsContainers() => MatchesAsync("change-scale-up", Shop, Change(Shop, "web", c => c with { Replicas = 2 }));

    [Fact]
    public Task Plan_ScaledDown_RemovesTheLast() =>
        MatchesAsync("change-scale-down", Change(Shop, "web", c => c with { Replicas = 3 }), Change(Shop, "web", c => c with { Replicas = 1 }));

    [Fact]
    public Task Plan_InstanceRemoved_GoesWhenAllElseIsWell() => MatchesAsync(
        "change-orphan", Shop, Given.Set(Given.Instance("db", "postgres:16").WithHealthCheck().Mounting(new VolumeMount("/data", false, "data")).WithVariable("A", "b")).WithVolume("data"));

    [Fact]
    public Task Plan_NetworkRemoved_GoesLast() => MatchesAsync(
        "change-network-removed",
        Given.Set(Given.Instance("web") with { Networks = [new NetworkAttachment { Network = "default" }, new NetworkAttachment { Network = "back" }] }).WithNetwork("back"),
        Given.Set(Given.Instance("web")));

    [Fact]
    public Task Plan_NetworkChanged_IsMadeAgainWithItsContainers()
    {
        var changed = Shop with { Networks = [Shop.Networks[0] with { Internal = true }] };
        return MatchesAsync("change-network", Shop, changed);
    }

    [Fact]
    public Task Plan_InstanceRenamed_ItsPortMovesToTheNewOne() => MatchesAsync(
        "change-renamed-port", Given.Set(Given.Instance("web").Publishing(80, "8080")), Given.Set(Given.Instance("front").Publishing(80, "8080")));

    [Fact]
    public Task Plan_PortsSwapped_EachStartsWhenTheOtherHasStopped() => MatchesAsync(
        "change-swapped-ports",
        Given.Set(Given.Instance("a").Publishing(80, "8080"), Given.Instance("b").Publishing(80, "8081")),
        Given.Set(Given.Instance("a").Publishing(80, "8081"), Given.Instance("b").Publishing(80, "8080")));

    [Fact]
    public Task Plan_NetworkChangedAndInstanceRemoved_BothGoFirst() => MatchesAsync(
        "change-network-and-orphan",
        Given.Set(Given.Instance("web"), Given.Instance("old")),
        Given.Set(Given.Instance("web")) with { Networks = [new NetworkDefinition { Key = "default", Name = "shop_default", Internal = true }] });

    [Fact]
    public Task Plan_VolumeChanged_IsKeptAndTold() => MatchesAsync(
        "change-volume", Shop, Shop with { Volumes = [Shop.Volumes[0] with { Labels = ImmutableSortedDictionary<string, string>.Empty.Add("a", "b") }] });

    [Fact]
    public Task Plan_ContainerNameChanged_RenamesIt() => MatchesAsync("change-name", Shop, Change(Shop, "web", c => c with { ContainerName = "front" }));

    [Fact]
    public Task Plan_OwnerOfASharedNetworkReplaced_ReplacesWhoSharesIt()
    {
        var set = Given.Set(Given.Instance("web"), Given.Instance("sidecar") with { Networks = [], NetworkMode = "service:web" });
        return MatchesAsync("change-shared-network", set, Change(set, "web", c => c.WithVariable("MODE", "fast")));
    }

    [Fact]
    public async Task Plan_PortOfTheReplacedContainer_IsKept()
    {
        var set = Given.Set(Given.Instance("web").Publishing(80, "8080"));
        await _world.DeployAsync(set);
        var plan = await _world.PlanAsync(Change(set, "web", c => c.WithVariable("A", "b")));

        Assert.Equal(8080, Assert.Single(plan.Nodes.Select(n => n.Operation).OfType<CreateContainer>()).Container.Ports[0].HostPort);
        Assert.Empty(plan.Notices);
    }

    [Fact]
    public async Task Plan_BuiltImageLosesAName_TagsItAgain()
    {
        var set = Given.Set(Given.Instance("web") with { Image = Given.Built(tags: "shop/web") });
        await _world.DeployAsync(set);
        _world.Engine.AddImage("shop/web", "sha256:other");

        Assert.Equal("#1: tag-image shop/web (the image is to have this name too)\nkeep shop-web-1 (nothing changed)\n", (await _world.PlanAsync(set)).ToString());
    }

    [Fact]
    public async Task Plan_VolumeOfAnEarlierClusterOfTheName_IsUsed()
    {
        await new World(_world.Engine, Given.Owner with { ClusterId = "c0" }).DeployAsync(Given.Set().WithVolume("data"));
        var plan = await _world.PlanAsync(Shop);

        Assert.DoesNotContain(plan.Nodes, n => n.Operation is CreateVolume);
        Assert.Empty(plan.Problems);
    }

    private static ConfigurationSet Change(ConfigurationSet set, string name, Func<RunnableConfiguration, RunnableConfiguration> change) =>
        set with { Configurations = [.. set.Configurations.Select(c => c.Name == name ? change(c) : c)] };

    private async Task MatchesAsync(
        string golden, ConfigurationSet before, ConfigurationSet after, Action<World>? meanwhile = null, [CallerFilePath] string caller = "")
    {
        await _world.DeployAsync(before);
        meanwhile?.Invoke(_world);
        var plan = await _world.PlanAsync(after);
        Golden.Matches(golden, World.Text(plan), caller);

        await _world.RunAsync(plan);
        var second = await _world.PlanAsync(after);
        Assert.True(second.IsEmpty, second.ToString());
    }
}
