using Slipway.Core.Configurations;
using Slipway.Core.Engines;
using Slipway.Core.Operations;
using Slipway.Core.Planning;

namespace Slipway.Core.Tests.Deploying;

/// <summary>Commands after the start and before the stop, and what the engine says when it makes a container.</summary>
public sealed class HookTests
{
    private readonly Deployment _deployment = new();

    [Fact]
    public async Task Deploy_PostStart_RunsAfterTheStartAndBeforeWhoeverWaitsForIt()
    {
        await _deployment.SucceedAsync(Given.Set(Hooked("db"), Given.Instance("web").After("db", DependencyCondition.Started)));

        var calls = _deployment.Engine.Calls;
        Assert.True(calls.IndexOf("start-container shop-db-1") < calls.IndexOf("run-post-start shop-db-1"), string.Join('\n', calls));
        Assert.True(calls.IndexOf("run-post-start shop-db-1") < calls.IndexOf("start-container shop-web-1"), string.Join('\n', calls));
    }

    [Fact]
    public async Task Deploy_PostStartFails_FailsWithItsReasonAndStopsTheContainer()
    {
        _deployment.Engine.FailedPostStart["db"] = new CommandFailure("its post_start command \"x\" ended with exit code 3", ["out"]);

        var outcome = await _deployment.DeployAsync(Given.Set(Hooked("db")));

        Assert.Equal(("db", "its post_start command \"x\" ended with exit code 3"), (outcome.Failure?.Instance, outcome.Failure?.Reason));
        Assert.Equal(["out"], outcome.Failure!.LastLines);
        Assert.Equal(ContainerState.Exited, _deployment.Engine.Get("shop-db-1").State);
    }

    [Fact]
    public async Task Deploy_AfterAFailedPostStart_RunsItAgain()
    {
        _deployment.Engine.FailedPostStart["db"] = new CommandFailure("no", []);
        await _deployment.DeployAsync(Given.Set(Hooked("db")));
        _deployment.Engine.FailedPostStart.Clear();
        _deployment.Engine.ClearCalls();

        await _deployment.SucceedAsync(Given.Set(Hooked("db")));

        Assert.Single(_deployment.Engine.Calls, c => c.StartsWith("run-post-start", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Deploy_ReplacementWhosePostStartFails_BringsTheOldOneBackWithItsOwn()
    {
        await _deployment.SucceedAsync(Given.Set(Hooked("db")));
        _deployment.Engine.FailedPostStart["db"] = new CommandFailure("no", []);
        _deployment.Engine.ClearCalls();

        var outcome = await _deployment.DeployAsync(Given.Set(Hooked("db").WithVariable("A", "1") with { ContainerName = "fixed" }));

        Assert.NotNull(outcome.Failure);
        Assert.Equal(2, _deployment.Engine.Calls.Count(c => c.StartsWith("run-post-start", StringComparison.Ordinal)));
        Assert.Contains(outcome.Notices, n => n.StartsWith("db was brought back, but no", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Deploy_PreStopFails_StopsAllTheSameAndTells()
    {
        await _deployment.SucceedAsync(Given.Set(Hooked("db")));
        _deployment.Engine.FailedPreStop["db"] = ["its pre_stop command failed"];

        var outcome = await _deployment.SucceedAsync(Given.Set(Hooked("db").WithVariable("A", "1")));

        Assert.Contains("db: its pre_stop command failed", outcome.Notices);
        Assert.Equal(1, outcome.Record.Counts.Replaces);
    }

    [Fact]
    public async Task Deploy_EngineCannotDoSomething_Tells()
    {
        _deployment.Engine.WithoutEffect["web"] = ["the weight is without effect"];

        var outcome = await _deployment.SucceedAsync(Given.Set(Given.Instance("web")));

        Assert.Contains("web: the weight is without effect", outcome.Notices);
        Assert.All(outcome.Record.Instances, i => Assert.Equal(InstancePhase.Running, i.Phase));
    }

    [Fact]
    public async Task Deploy_VolumesFromAReplacedInstance_IsReplacedAfterIt()
    {
        var reader = Given.Instance("reader") with { VolumesFrom = ["db:ro"] };
        await _deployment.SucceedAsync(Given.Set(reader, Given.Instance("db")));
        _deployment.Engine.ClearCalls();

        var outcome = await _deployment.SucceedAsync(Given.Set(reader, Given.Instance("db").WithVariable("A", "1")));

        Assert.Equal(2, outcome.Record.Counts.Replaces);
        Assert.Contains("it shares the processes, memory or mounts of db, which is replaced", outcome.Record.PlanText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_MountOfAnImageThatIsMissing_FetchesIt()
    {
        _deployment.Engine.Registry["tools:1"] = "sha256:tools";

        await _deployment.SucceedAsync(Given.Set(Given.Instance("web").Mounting(new ImageMount("/tools", "tools:1"))));

        Assert.Contains(_deployment.Engine.Calls, c => c.StartsWith("pull tools:1", StringComparison.Ordinal));
    }

    private static RunnableConfiguration Hooked(string name) => Given.Instance(name) with
    {
        PostStart = [new ContainerCommand { Words = ["x"] }],
        PreStop = [new ContainerCommand { Words = ["y"] }],
    };
}
