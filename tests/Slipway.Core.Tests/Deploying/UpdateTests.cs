using Slipway.Core.Configurations;
using Slipway.Core.Engines;
using Slipway.Core.Operations;
using Slipway.Core.Planning;

namespace Slipway.Core.Tests.Deploying;

/// <summary>Deployments of a revision over another one.</summary>
public sealed class UpdateTests
{
    private readonly Deployment _deployment = new();

    private static RunnableConfiguration Built(string tree) => Given.Instance("web") with { Image = Given.Built(tree: tree) };

    [Fact]
    public async Task Deploy_BuildGivesTheSameImage_KeepsTheContainer()
    {
        _deployment.Engine.BuiltImages["app"] = "sha256:same";
        await _deployment.SucceedAsync(Given.Set(Built("aaaa"), Given.Instance("db")));
        var before = _deployment.Engine.Containers.Select(c => (c.Id, c.Starts)).ToArray();
        var outcome = await _deployment.SucceedAsync(Given.Set(Built("bbbb"), Given.Instance("db")));

        Assert.Equal(before, _deployment.Engine.Containers.Select(c => (c.Id, c.Starts)));
        Assert.Equal((1, 0, 2), (outcome.Record.Counts.Builds, outcome.Record.Counts.Replaces, outcome.Record.Counts.Unchanged));
        Assert.Contains("build-image", outcome.Record.PlanText, StringComparison.Ordinal);
        Assert.Contains("keep shop-web-1 (its image was built anew and is the same)", outcome.Record.PlanText, StringComparison.Ordinal);
        Assert.Equal([InstancePhase.Unchanged, InstancePhase.Unchanged], outcome.Record.Instances.Select(i => i.Phase));

        _deployment.Engine.ClearCalls();
        await _deployment.SucceedAsync(Given.Set(Built("bbbb"), Given.Instance("db")));
        Assert.Empty(_deployment.Engine.Calls);
    }

    [Fact]
    public async Task Deploy_BuildGivesAnotherImage_ReplacesTheContainerAndSaysWhy()
    {
        await _deployment.SucceedAsync(Given.Set(Built("aaaa"), Given.Instance("db")));
        var outcome = await _deployment.SucceedAsync(Given.Set(Built("bbbb"), Given.Instance("db")));

        Assert.Equal((1, 1, 1), (outcome.Record.Counts.Builds, outcome.Record.Counts.Replaces, outcome.Record.Counts.Unchanged));
        Assert.Contains(
            "(changed: image (build context app content changed (aaaa -> bbbb)); the new one starts first)", outcome.Record.PlanText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_SameImageButSomethingElseChanged_Replaces()
    {
        _deployment.Engine.BuiltImages["app"] = "sha256:same";
        await _deployment.SucceedAsync(Given.Set(Built("aaaa")));
        var outcome = await _deployment.SucceedAsync(Given.Set(Built("bbbb").WithVariable("A", "b")));

        Assert.Equal(1, outcome.Record.Counts.Replaces);
    }

    [Fact]
    public async Task Deploy_BuildThatDecidesFails_ChangesNothing()
    {
        await _deployment.SucceedAsync(Given.Set(Built("aaaa")));
        _deployment.Engine.FailedBuilds["app"] = new BuildOutcome.Failed("exit code 2", ["make: no rule"]);
        var outcome = await _deployment.DeployAsync(Given.Set(Built("bbbb"), Given.Instance("db")));

        Assert.Equal("the image could not be built: exit code 2", outcome.Failure?.Reason);
        Assert.Equal("id0001", Assert.Single(_deployment.Engine.Containers).Id);
        Assert.Contains("build-image", outcome.Record.PlanText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_BuildThatDecides_SaysThatItMayChangeNothing()
    {
        await _deployment.SucceedAsync(Given.Set(Built("aaaa")));
        var plan = await _deployment.Deployer.PlanAsync(Given.Cluster(2), Given.Revision(Given.Set(Built("bbbb")), 2), TestContext.Current.CancellationToken);

        Assert.True(plan.AwaitsBuilds);
        Assert.Contains("changed: image, unless the build gives the same image", plan.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_TheNewOneStartsFirst_TheInstanceIsRunningToTheEnd()
    {
        await _deployment.SucceedAsync(Given.Set(Given.Instance("web")));
        var outcome = await _deployment.SucceedAsync(Given.Set(Given.Instance("web").WithVariable("A", "b")));

        Assert.Equal(InstancePhase.Running, Assert.Single(outcome.Record.Instances).Phase);
        Assert.DoesNotContain(InstancePhase.Stopping, _deployment.Progress.Of("web"));
    }

    [Fact]
    public async Task Deploy_SeveralThingsChanged_NamesThemFromTheRevisionThatMadeTheContainer()
    {
        var first = Given.Instance("web", "nginx:1").WithVariable("MODE", "slow").WithVariable("DB_PASSWORD", "one");
        var second = Given.Instance("web", "nginx:2").WithVariable("MODE", "fast").WithVariable("DB_PASSWORD", "two");
        await _deployment.SucceedAsync(Given.Set(first));

        // A revision that leaves the container alone: the one that made it counts.
        await _deployment.SucceedAsync(Given.Set(first, Given.Instance("db")));
        var outcome = await _deployment.SucceedAsync(Given.Set(second, Given.Instance("db")));

        Assert.Contains(
            "(changed: environment (DB_PASSWORD changed; MODE from \"slow\" to \"fast\"), image (from \"nginx:1\" to \"nginx:2\"); the new one starts first)",
            outcome.Record.PlanText,
            StringComparison.Ordinal);
        Assert.DoesNotContain("two", outcome.Record.PlanText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_NetworkDefinitionChanged_NamesWhatOfIt()
    {
        await _deployment.SucceedAsync(Given.Set(Given.Instance("web")));
        var outcome = await _deployment.SucceedAsync(Internal(Given.Set(Given.Instance("web"))));

        Assert.Contains("changed: networks (default.internal set to \"true\"); the old one stops first: network shop_default is made again", outcome.Record.PlanText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_VolumeNoLongerDeclared_IsKeptAndTold()
    {
        _deployment.Engine.AddVolume("shared");
        await _deployment.SucceedAsync(Given.Set(Given.Instance("web")).WithVolume("data").WithVolume("shared", external: true));
        var outcome = await _deployment.SucceedAsync(Given.Set(Given.Instance("web")));

        Assert.Equal(["shared", "shop_data"], _deployment.Engine.Volumes);
        Assert.Equal(["volume shop_data is no longer declared and is kept with what is in it (docker volume rm shop_data)"], outcome.Notices);
    }

    [Fact]
    public async Task Deploy_VolumeNoLongerDeclaredAndRemovalAsked_RemovesItButNothingExternal()
    {
        _deployment.Options.RemoveVolumes = true;
        _deployment.Engine.AddVolume("shared");
        await _deployment.SucceedAsync(
            Given.Set(Given.Instance("web").Mounting(new VolumeMount("/data", false, "data"))).WithVolume("data").WithVolume("shared", external: true));
        var outcome = await _deployment.SucceedAsync(Given.Set(Given.Instance("web")));

        Assert.Equal(["shared"], _deployment.Engine.Volumes);
        Assert.Empty(outcome.Notices);
    }

    [Fact]
    public async Task Deploy_OrphanWithAnAnonymousVolume_TellsWhereItIsKept()
    {
        await _deployment.SucceedAsync(Given.Set(Given.Instance("web"), Given.Instance("old").Mounting(new AnonymousVolumeMount("/data", false))));
        var outcome = await _deployment.SucceedAsync(Given.Set(Given.Instance("web")));

        Assert.Equal(["shop-old-1: its anonymous volume at /data is kept as anonymous/data (docker volume rm anonymous/data)"], outcome.Notices);
    }

    [Fact]
    public async Task Deploy_NetworkChangedAndASuccessorFails_BringsEverythingThatIsNotReplacedBack()
    {
        await _deployment.SucceedAsync(Given.Set(Given.Instance("web"), Given.Instance("old"), Given.Instance("db")));
        _deployment.Engine.Outcomes["db"] = new AwaitOutcome.Crashed(1, 0, false);
        var outcome = await _deployment.DeployAsync(Internal(Given.Set(Given.Instance("web"), Given.Instance("db"))));

        Assert.Equal("db", outcome.Failure?.Instance);
        Assert.All(_deployment.Engine.Containers, c => Assert.Equal((ContainerState.Running, "shop_default"), (c.State, string.Join(',', c.Networks))));
        Assert.Equal(["shop-db-1 1", "shop-old-1 1", "shop-web-1 2"], Named());

        _deployment.Engine.Outcomes.Clear();
        await _deployment.SucceedAsync(Internal(Given.Set(Given.Instance("web"), Given.Instance("db"))));
        Assert.Equal(["shop-db-1 3", "shop-web-1 2"], Named());
    }

    [Fact]
    public async Task Deploy_ChangedNetworkCannotBeMade_MakesItAsItWasAndBringsTheContainersBack()
    {
        await _deployment.SucceedAsync(Given.Set(Given.Instance("web")));
        var tries = 0;
        _deployment.Engine.Refuse = c => c.StartsWith("create-network", StringComparison.Ordinal) && tries++ == 0
            ? new EngineException(EngineFailure.Other, 403, "pool overlaps with another one")
            : null;
        var outcome = await _deployment.DeployAsync(Internal(Given.Set(Given.Instance("web"))));

        Assert.Equal("create-network shop_default: pool overlaps with another one", outcome.Failure?.Reason);
        var web = Assert.Single(_deployment.Engine.Containers);
        Assert.Equal(("id0001", ContainerState.Running, "shop_default"), (web.Id, web.State, string.Join(',', web.Networks)));
        Assert.Empty(outcome.Notices);
        _deployment.Engine.Refuse = null;
        _deployment.Engine.ClearCalls();
        await _deployment.SucceedAsync(Given.Set(Given.Instance("web")));
        Assert.Empty(_deployment.Engine.Calls);
    }

    [Fact]
    public async Task Deploy_NetworkCannotBeMadeAtAll_SaysExactlyWhatIsDown()
    {
        await _deployment.SucceedAsync(Given.Set(Given.Instance("web")));
        _deployment.Engine.Refuse = c => c.StartsWith("create-network", StringComparison.Ordinal) ? new EngineException(EngineFailure.Other, 500, "no addresses left") : null;
        var outcome = await _deployment.DeployAsync(Internal(Given.Set(Given.Instance("web"))));

        Assert.Equal(["web is down: its container id0001 could not be brought back (no such network: shop_default)"], outcome.Notices);
    }

    [Fact]
    public async Task Deploy_BackToTheFormerNetworkAfterAFailure_KeepsNothingOnTheWrongOne()
    {
        await _deployment.SucceedAsync(Given.Set(Given.Instance("web")));
        _deployment.Engine.Outcomes["web"] = new AwaitOutcome.Crashed(1, 0, false);
        await _deployment.DeployAsync(Internal(Given.Set(Given.Instance("web"))));
        _deployment.Engine.Outcomes.Clear();
        var outcome = await _deployment.SucceedAsync(Given.Set(Given.Instance("web")));

        Assert.Contains("network shop_default is made again", outcome.Record.PlanText, StringComparison.Ordinal);
        Assert.Equal(["shop-web-1 3"], Named());
    }

    private static ConfigurationSet Internal(ConfigurationSet set) => set with { Networks = [set.Networks[0] with { Internal = true }] };

    private IEnumerable<string> Named() =>
        _deployment.Engine.Containers.Select(c => $"{c.Name} {c.Made.Owner.Revision}").Order(StringComparer.Ordinal);
}
