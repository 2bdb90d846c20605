using System.Collections.Immutable;
using Slipway.Core.Configurations;
using Slipway.Core.Diagnostics;
using Slipway.Core.Engines;
using Slipway.Core.Operations;
using Slipway.Core.Planning;
using Slipway.Core.Sources;

namespace Slipway.Core.Tests.Deploying;

public sealed class DeployerTests
{
    private readonly Deployment _deployment = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Deploy_Fresh_RunsEverythingAndTellsAddresses()
    {
        var outcome = await _deployment.SucceedAsync(Given.Set(Given.Instance("web").Publishing(80, "8080"), Given.Instance("db")));

        Assert.Equal([new Address("web", 80, "tcp", "localhost", 8080)], outcome.Record.Addresses);
        Assert.Equal(2, outcome.Record.Counts.Creates);
        Assert.Equal(1, outcome.Record.Counts.Pulls);
        Assert.Contains("create-container shop-web-1", outcome.Record.PlanText, StringComparison.Ordinal);
        Assert.All(outcome.Record.Instances, i => Assert.Equal(InstancePhase.Running, i.Phase));
        Assert.Equal(
            [InstancePhase.Waiting, InstancePhase.Pulling, InstancePhase.Waiting, InstancePhase.Creating, InstancePhase.Starting, InstancePhase.WaitingForHealth, InstancePhase.Running],
            _deployment.Progress.Of("web"));
    }

    [Fact]
    public async Task Deploy_NothingChanged_TouchesNothing()
    {
        var set = Given.Set(Given.Instance("web"));
        await _deployment.SucceedAsync(set);
        _deployment.Engine.ClearCalls();
        var outcome = await _deployment.SucceedAsync(set);

        Assert.Empty(_deployment.Engine.Calls);
        Assert.Equal(1, outcome.Record.Counts.Unchanged);
        Assert.Equal(InstancePhase.Unchanged, Assert.Single(outcome.Record.Instances).Phase);
    }

    [Fact]
    public async Task Deploy_OneShot_EndsAsCompleted()
    {
        var outcome = await _deployment.SucceedAsync(Given.Set(Given.Instance("web").After("job", DependencyCondition.CompletedSuccessfully), Given.Instance("job")));

        Assert.Equal([InstancePhase.Completed, InstancePhase.Running], outcome.Record.Instances.Select(i => i.Phase));
    }

    [Fact]
    public async Task Deploy_Crash_FailsWithPlaceAndLogAndSkipsDependents()
    {
        _deployment.Engine.Outcomes["db"] = new AwaitOutcome.Crashed(3, 0, false);
        _deployment.Engine.Output["db"] = [.. Enumerable.Range(1, 30).Select(n => $"line {n}")];
        var db = Given.Instance("db") with { Origins = Origins(("", 7), ("image", 8)) };
        var outcome = await _deployment.DeployAsync(Given.Set(Given.Instance("web").After("db", DependencyCondition.CompletedSuccessfully), db, Given.Instance("other")));

        var failure = outcome.Failure!;
        Assert.Equal("db", failure.Instance);
        Assert.Equal("it ended with exit code 3", failure.Reason);
        Assert.Equal(new SourceLocation("compose.yaml", 7, 3), failure.Location);
        Assert.Equal(20, failure.LastLines.Length);
        Assert.Equal("line 30", failure.LastLines[^1]);
        Assert.Equal("See all of its output with: slipway logs shop db", failure.NextStep);
        Assert.Equal(
            ["db Failed", "other Running", "web Skipped"], outcome.Record.Instances.Select(i => $"{i.Name} {i.Phase}").Order(StringComparer.Ordinal));
        Assert.Equal(ContainerState.Running, _deployment.Engine.Get("shop-other-1").State);
    }

    [Theory]
    [InlineData("oom", "it ran out of memory and was killed (exit code 137)")]
    [InlineData("loop", "it keeps ending with exit code 1 (restarted 3 times)")]
    [InlineData("early", "it keeps ending with exit code 0 although its restart policy wants it to stay up")]
    [InlineData("unhealthy", "it is unhealthy; the last health check said: refused")]
    [InlineData("silent", "it is unhealthy")]
    [InlineData("gone", "its container was removed by someone else")]
    public async Task Deploy_NotWell_SaysHow(string kind, string reason)
    {
        _deployment.Engine.Outcomes["web"] = kind switch
        {
            "oom" => new AwaitOutcome.Crashed(137, 0, true),
            "loop" => new AwaitOutcome.Crashed(1, 3, false),
            "early" => new AwaitOutcome.EndedEarly(),
            "unhealthy" => new AwaitOutcome.Unhealthy("refused\n"),
            "silent" => new AwaitOutcome.Unhealthy(string.Empty),
            _ => new AwaitOutcome.Gone(),
        };

        Assert.Equal(reason, (await _deployment.DeployAsync(Given.Set(Given.Instance("web")))).Failure?.Reason);
    }

    [Fact]
    public async Task Deploy_HealthWantedWithoutCheck_SaysSo()
    {
        var outcome = await _deployment.DeployAsync(Given.Set(Given.Instance("web").After("db", DependencyCondition.Healthy), Given.Instance("db")));

        Assert.Equal("others wait for it to be healthy, but neither it nor its image has a health check", outcome.Failure?.Reason);
    }

    [Fact]
    public async Task Deploy_SuccessorCrashes_BringsTheOldOneBack()
    {
        await _deployment.SucceedAsync(Given.Set(Given.Instance("web").Publishing(80, "8080"), Given.Instance("db")));
        var old = _deployment.Engine.Get("shop-web-1").Id;
        _deployment.Engine.Outcomes["web"] = new AwaitOutcome.Crashed(1, 0, false);
        var outcome = await _deployment.DeployAsync(Given.Set(Given.Instance("web").Publishing(80, "8080").WithVariable("A", "b"), Given.Instance("db")));

        Assert.Equal("web", outcome.Failure?.Instance);
        var web = _deployment.Engine.Get("shop-web-1");
        Assert.Equal((old, ContainerState.Running, 8080), (web.Id, web.State, web.Ports[0].HostPort));
        Assert.Equal(2, _deployment.Engine.Containers.Length);
    }

    [Fact]
    public async Task Deploy_SuccessorOfAnInterruptedReplacementCrashes_BringsTheOldOneBack()
    {
        var world = new World(_deployment.Engine);
        await world.DeployAsync(Given.Set(Given.Instance("web")));
        var changed = Given.Set(Given.Instance("web").WithVariable("A", "b"));
        var plan = await world.PlanAsync(changed);
        await world.RunAsync(plan with { Nodes = [plan.Nodes[0]] });
        _deployment.Engine.Outcomes["web"] = new AwaitOutcome.Crashed(1, 0, false);
        var outcome = await _deployment.DeployAsync(changed);

        Assert.NotNull(outcome.Failure);
        var web = Assert.Single(_deployment.Engine.Containers);
        Assert.Equal(("id0001", "shop-web-1", ContainerState.Running), (web.Id, web.Name, web.State));
    }

    [Fact]
    public async Task Deploy_SuccessorUnderAnotherNameCrashes_GivesThePortBack()
    {
        await _deployment.SucceedAsync(Given.Set(Given.Instance("web").Publishing(80, "8080")));
        _deployment.Engine.Outcomes["front"] = new AwaitOutcome.Crashed(1, 0, false);
        var outcome = await _deployment.DeployAsync(Given.Set(Given.Instance("front").Publishing(80, "8080")));

        Assert.Equal("front", outcome.Failure?.Instance);
        Assert.Equal(ContainerState.Running, _deployment.Engine.Get("shop-web-1").State);
    }

    [Fact]
    public async Task Deploy_PortTakenWhenItStarts_TakesAnotherInASecondRound()
    {
        _deployment.Engine.PortsTakenAtStart.Add(new PortKey(8080, "tcp"));
        var outcome = await _deployment.SucceedAsync(Given.Set(Given.Instance("web").Publishing(80, "8080")));

        Assert.Equal(20000, Assert.Single(outcome.Record.Addresses).HostPort);
        Assert.Equal(["web: port 8080 is taken on this host, so 80/tcp is published on 20000 instead"], outcome.Notices);
        Assert.Single(_deployment.Engine.Containers);
    }

    [Fact]
    public async Task Deploy_ImageFetchedEveryTimeIsAnotherOne_ReplacesItInTheSameDeployment()
    {
        var web = Given.Instance("web") with { Image = new RegistryImage("web:latest", PullPolicy.Always) };
        await _deployment.SucceedAsync(Given.Set(web));
        _deployment.Engine.Registry["web:latest"] = "sha256:new";
        var outcome = await _deployment.DeployAsync(Given.Set(web, Given.Instance("db", "db:1")));

        Assert.Equal((2, 1, 1, 0), (outcome.Record.Counts.Pulls, outcome.Record.Counts.Creates, outcome.Record.Counts.Replaces, outcome.Record.Counts.Unchanged));
        Assert.Equal("sha256:new", _deployment.Engine.Get("shop-web-1").ImageId);
        Assert.Equal(2, _deployment.Engine.Calls.Count(c => c == "pull web:latest"));
    }

    [Fact]
    public async Task Deploy_AnotherInstanceBuildsItsImageAgain_ReplacesItInTheSameDeployment()
    {
        var worker = Given.Instance("worker", "shop/app");
        await _deployment.SucceedAsync(Given.Set(worker, Given.Instance("web") with { Image = Given.Built(tree: "aaaa", tags: "shop/app") }));
        await _deployment.SucceedAsync(Given.Set(worker, Given.Instance("web") with { Image = Given.Built(tree: "bbbb", tags: "shop/app") }));

        Assert.Equal(_deployment.Engine.Get("shop-web-1").ImageId, _deployment.Engine.Get("shop-worker-1").ImageId);
    }

    [Fact]
    public async Task Deploy_NotReadyInTime_FailsAndNamesIt()
    {
        _deployment.Engine.Hanging.Add("web");
        _deployment.Engine.Awaiting = _ => _deployment.Time.Advance(_deployment.Options.Timeout);
        var outcome = await _deployment.DeployAsync(Given.Set(Given.Instance("web")));

        Assert.Equal("web", outcome.Failure?.Instance);
        Assert.Equal("it was not ready within 1800 s (Slipway:Deploy:Timeout)", outcome.Failure?.Reason);
    }

    [Fact]
    public async Task Deploy_ServerStops_ThrowsAndIsFinishedByTheNextRun()
    {
        using var stop = new CancellationTokenSource();
        _deployment.Engine.Hanging.Add("web");
        _deployment.Engine.Awaiting = _ => stop.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _deployment.DeployAsync(Given.Set(Given.Instance("web")), stop.Token));

        _deployment.Engine.Hanging.Clear();
        _deployment.Engine.Awaiting = null;
        await _deployment.SucceedAsync(Given.Set(Given.Instance("web")));
        Assert.Equal(1, _deployment.Engine.Get("shop-web-1").Starts);
    }

    [Fact]
    public async Task Deploy_BuildFails_ChangesNothingAndShowsItsOutput()
    {
        await _deployment.SucceedAsync(Given.Set(Given.Instance("web")));
        _deployment.Engine.FailedBuilds["app"] = new BuildOutcome.Failed("exit code 2", ["RUN make", "make: no rule"]);
        _deployment.Engine.ClearCalls();
        var web = Given.Instance("web") with { Image = Given.Built(), Origins = Origins(("", 2), ("build", 3)) };
        var outcome = await _deployment.DeployAsync(Given.Set(web));

        Assert.Equal("the image could not be built: exit code 2", outcome.Failure?.Reason);
        Assert.Equal(new SourceLocation("compose.yaml", 3, 3), outcome.Failure?.Location);
        Assert.Equal(["RUN make", "make: no rule"], outcome.Failure!.LastLines);
        Assert.DoesNotContain(_deployment.Engine.Calls, c => c.StartsWith("stop-container", StringComparison.Ordinal));
        Assert.Equal(ContainerState.Running, _deployment.Engine.Get("shop-web-1").State);
    }

    [Fact]
    public async Task Deploy_ImageUnavailable_ChangesNothing()
    {
        _deployment.Engine.Unavailable.Add("nginx:1");
        var outcome = await _deployment.DeployAsync(Given.Set(Given.Instance("web")));

        Assert.Equal("image nginx:1 cannot be had: no registry has it", outcome.Failure?.Reason);
        Assert.Equal(["pull nginx:1"], _deployment.Engine.Calls);
    }

    [Fact]
    public async Task Deploy_Impossible_FailsWithTheReasonsAndCallsNothing()
    {
        var outcome = await _deployment.DeployAsync(Given.Set(Given.Instance("web")).WithNetwork("proxy", true));

        Assert.Equal("the external network proxy does not exist; create it (docker network create proxy)", outcome.Failure?.Reason);
        Assert.Empty(_deployment.Engine.Calls);
    }

    [Fact]
    public async Task Deploy_EngineRefuses_NamesTheCall()
    {
        _deployment.Engine.Refuse = c => c.StartsWith("create-network", StringComparison.Ordinal) ? new EngineException(EngineFailure.Other, 500, "no addresses left") : null;

        Assert.Equal("create-network shop_default: no addresses left", (await _deployment.DeployAsync(Given.Set(Given.Instance("web")))).Failure?.Reason);
    }

    [Fact]
    public async Task Deploy_EngineDoesNotAnswer_ThrowsForARetry()
    {
        _deployment.Engine.Refuse = c => c.StartsWith("start-container", StringComparison.Ordinal) ? new EngineUnreachableException("gone") : null;

        await Assert.ThrowsAsync<EngineUnreachableException>(() => _deployment.DeployAsync(Given.Set(Given.Instance("web"))));
    }

    [Fact]
    public async Task Deploy_RepositoryFileRefused_FailsTheBuild()
    {
        _deployment.Repositories.Failure = new SourceException(SourceFailure.OutsideRepository, "app is a link that leads outside");

        Assert.Contains("leads outside", (await _deployment.DeployAsync(Given.Set(Given.Instance("web") with { Image = Given.Built() }))).Failure!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_AnyTime_ChangesNothing()
    {
        var plan = await _deployment.Deployer.PlanAsync(
            Given.Cluster(), Given.Revision(Given.Set(Given.Instance("web").Mounting(new RepositoryMount("/etc/x", true, "conf/x", "abc")))), Token);

        Assert.False(plan.IsEmpty);
        Assert.Empty(_deployment.Engine.Calls);
        Assert.EndsWith("/conf/x", plan.Nodes.Select(n => n.Operation).OfType<CreateContainer>().Single().Container.RepositoryPaths["/etc/x"], StringComparison.Ordinal);
    }

    private static ImmutableSortedDictionary<string, SourceLocation> Origins(params (string Attribute, int Line)[] places) =>
        places.ToImmutableSortedDictionary(p => p.Attribute, p => new SourceLocation("compose.yaml", p.Line, 3), StringComparer.Ordinal);
}
