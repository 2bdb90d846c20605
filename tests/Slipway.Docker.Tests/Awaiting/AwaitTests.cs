using System.Globalization;
using Slipway.Core.Configurations;
using Slipway.Core.Engines;
using Slipway.Core.Planning;

namespace Slipway.Docker.Tests.Awaiting;

public sealed class AwaitTests(EngineFixture fixture) : IAsyncDisposable
{
    private readonly TestCluster _cluster = new(fixture);

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Running_NoHealthCheck_IsReachedAfterTheWindow()
    {
        var name = await _cluster.StartAsync(_cluster.Desired(TestCluster.Sleeper("web")));

        var outcome = await _cluster.AwaitAsync(name, AwaitedCondition.Running, windowSeconds: 0.5);

        var up = DateTimeOffset.UtcNow - DateTimeOffset.Parse((await _cluster.InspectAsync(name)).State!.StartedAt!, CultureInfo.InvariantCulture);
        Assert.Equal(new AwaitOutcome.Reached("running"), outcome);
        Assert.True(up >= TimeSpan.FromSeconds(0.5), $"up for {up}");
    }

    [Fact]
    public async Task Healthy_CheckPasses_IsReachedAtOnce()
    {
        var told = new List<string>();
        var name = await _cluster.StartAsync(Checked("web", "sleep 600", "test -e /tmp/ok || { touch /tmp/ok; false; }"));

        var outcome = await _cluster.AwaitAsync(name, AwaitedCondition.Healthy, progress: told.Add);

        Assert.Equal(new AwaitOutcome.Reached("healthy"), outcome);
        Assert.Equal(["health: starting", "health: healthy"], told);
        var healthy = (await _cluster.InspectAsync(name)).State!.Health!.Log![^1].End.ToUniversalTime();
        Assert.InRange((DateTime.UtcNow - healthy).TotalSeconds, 0, 0.5);
    }

    [Fact]
    public async Task Running_HealthCheckFails_IsUnhealthyWithItsOutput()
    {
        var name = await _cluster.StartAsync(Checked("web", "sleep 600", "echo no database; false"));

        var outcome = await _cluster.AwaitAsync(name, AwaitedCondition.Running);

        Assert.Equal(new AwaitOutcome.Unhealthy("no database"), outcome);
    }

    [Fact]
    public async Task Running_CheckPassesLongBeforeTheEngineLooks_IsReachedAndCountsAsHealthy()
    {
        var name = await _cluster.StartAsync(Checked("web", "sleep 600", "test -e /tmp/ok || { touch /tmp/ok; false; }", seconds: 600));

        var outcome = await _cluster.AwaitAsync(name, AwaitedCondition.Running);

        Assert.Equal(new AwaitOutcome.Reached("healthy"), outcome);
        Assert.Equal("starting", (await _cluster.InspectAsync(name)).State!.Health!.Status);
        Assert.Equal(HealthState.Healthy, Assert.Single(await _cluster.Engine.ListContainersAsync(_cluster.Name, TestCluster.Token)).Health);
    }

    [Fact]
    public async Task Running_StartsAgainAfterItsCheckPassed_IsChecked()
    {
        var name = await _cluster.StartAsync(Checked("web", "sleep 600", "test -e /tmp/ok", seconds: 600));
        await _cluster.ExecAsync(name, "touch", "/tmp/ok");
        await _cluster.AwaitAsync(name, AwaitedCondition.Running);

        await _cluster.Engine.StopContainerAsync(name, null, TestCluster.Token);
        await _cluster.Engine.StartContainerAsync(name, TestCluster.Token);

        Assert.Equal(HealthState.Starting, Assert.Single(await _cluster.Engine.ListContainersAsync(_cluster.Name, TestCluster.Token)).Health);
        Assert.Equal(new AwaitOutcome.Reached("healthy"), await _cluster.AwaitAsync(name, AwaitedCondition.Running));
    }

    [Fact]
    public async Task Running_StartsAgainAfterTheEngineLooked_IsChecked()
    {
        var name = await _cluster.StartAsync(Checked("web", "sleep 600", "true", seconds: 4));
        await _cluster.AwaitAsync(name, AwaitedCondition.Healthy);
        await _cluster.Engine.StopContainerAsync(name, null, TestCluster.Token);
        await _cluster.Engine.StartContainerAsync(name, TestCluster.Token);

        Assert.Equal(new AwaitOutcome.Reached("healthy"), await _cluster.AwaitAsync(name, AwaitedCondition.Running));

        Assert.Equal("starting", (await _cluster.InspectAsync(name)).State!.Health!.Status);
    }

    [Fact]
    public async Task Healthy_OthersWaitForIt_IsLeftToTheEngine()
    {
        var name = await _cluster.StartAsync(Checked("db", "sleep 600", "echo . >>/tmp/checks", seconds: 1.5));

        Assert.Equal(new AwaitOutcome.Reached("healthy"), await _cluster.AwaitAsync(name, AwaitedCondition.Healthy));

        Assert.Single((await _cluster.ExecAsync(name, "cat", "/tmp/checks")).Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Healthy_NoHealthCheck_FailsAtOnce()
    {
        var name = await _cluster.CreateAsync(_cluster.Desired(TestCluster.Sleeper("web") with { HealthCheck = new HealthCheck { Disabled = true } }));

        Assert.Equal(new AwaitOutcome.NoHealthCheck(), await _cluster.AwaitAsync(name, AwaitedCondition.Healthy));
    }

    [Fact]
    public async Task Running_EndsWithZero_IsReached()
    {
        var name = await _cluster.StartAsync(_cluster.Desired(TestCluster.Shell("once", "exit 0")));

        Assert.Equal(new AwaitOutcome.Reached("exited (0)"), await _cluster.AwaitAsync(name, AwaitedCondition.Running, windowSeconds: 30));
    }

    [Fact]
    public async Task Completed_EndsWithZeroAfterAWhile_IsReached()
    {
        var name = await _cluster.StartAsync(_cluster.Desired(TestCluster.Shell("once", "sleep 0.4")));

        Assert.Equal(new AwaitOutcome.Reached("exited (0)"), await _cluster.AwaitAsync(name, AwaitedCondition.Completed));
    }

    [Fact]
    public async Task Completed_EndsWithAnotherCode_IsCrashed()
    {
        var name = await _cluster.StartAsync(_cluster.Desired(TestCluster.Shell("once", "exit 3")));

        Assert.Equal(new AwaitOutcome.Crashed(3, 0, false), await _cluster.AwaitAsync(name, AwaitedCondition.Completed));
    }

    [Fact]
    public async Task Running_RestartedAgainAndAgain_IsCrashedWithTheExitCode()
    {
        var configuration = TestCluster.Shell("web", "exit 7") with { Restart = new RestartPolicy(RestartMode.Always) };
        var name = await _cluster.StartAsync(_cluster.Desired(configuration));

        var outcome = Assert.IsType<AwaitOutcome.Crashed>(await _cluster.AwaitAsync(name, AwaitedCondition.Running, windowSeconds: 1));

        Assert.Equal(7, outcome.ExitCode);
        Assert.True(outcome.Restarts >= 5, $"{outcome.Restarts} restarts");
    }

    [Fact]
    public async Task Running_RetriesUsedUp_IsCrashedWithTheirNumber()
    {
        var configuration = TestCluster.Shell("web", "exit 9") with { Restart = new RestartPolicy(RestartMode.OnFailure, 2) };
        var name = await _cluster.StartAsync(_cluster.Desired(configuration));

        Assert.Equal(new AwaitOutcome.Crashed(9, 2, false), await _cluster.AwaitAsync(name, AwaitedCondition.Running, windowSeconds: 5));
    }

    [Fact]
    public async Task Running_EndsWithZeroAgainAndAgain_IsEndedEarly()
    {
        var configuration = TestCluster.Shell("web", "exit 0") with { Restart = new RestartPolicy(RestartMode.Always) };
        var name = await _cluster.StartAsync(_cluster.Desired(configuration));

        Assert.Equal(new AwaitOutcome.EndedEarly(), await _cluster.AwaitAsync(name, AwaitedCondition.Running, windowSeconds: 1));
    }

    [Fact]
    public async Task Running_RecoversAfterOneRestart_IsReached()
    {
        var configuration = TestCluster.Shell("web", "test -e /tmp/again && exec sleep 600; touch /tmp/again; exit 1") with
        {
            Restart = new RestartPolicy(RestartMode.Always),
        };
        var name = await _cluster.StartAsync(_cluster.Desired(configuration));

        Assert.Equal(new AwaitOutcome.Reached("running"), await _cluster.AwaitAsync(name, AwaitedCondition.Running, windowSeconds: 0.5));
    }

    [Fact]
    public async Task Running_OutOfMemory_IsSaid()
    {
        var configuration = TestCluster.Configuration("web", "python3", "-c", "x = bytearray(200 * 1024 * 1024)") with
        {
            Limits = new ResourceLimits { MemoryBytes = 32 * 1024 * 1024, MemorySwapBytes = 32 * 1024 * 1024 },
        };
        var name = await _cluster.StartAsync(_cluster.Desired(configuration));

        var outcome = Assert.IsType<AwaitOutcome.Crashed>(await _cluster.AwaitAsync(name, AwaitedCondition.Completed));

        Assert.Equal((137, true), (outcome.ExitCode, outcome.OutOfMemory));
    }

    [Fact]
    public async Task Running_RemovedMeanwhile_IsGone()
    {
        var name = await _cluster.StartAsync(_cluster.Desired(TestCluster.Sleeper("web")));
        var waiting = _cluster.AwaitAsync(name, AwaitedCondition.Completed);

        await _cluster.Engine.RemoveContainerAsync(name, true, TestCluster.Token);

        Assert.Equal(new AwaitOutcome.Gone(), await waiting);
    }

    [Fact]
    public async Task Completed_ManyWaiters_AllAreTold()
    {
        var names = await Task.WhenAll(Enumerable.Range(0, 4).Select(
            number => _cluster.StartAsync(_cluster.Desired(TestCluster.Shell("once" + number, "sleep 0.5")))));

        var outcomes = await Task.WhenAll(names.Select(name => _cluster.AwaitAsync(name, AwaitedCondition.Completed)));

        Assert.All(outcomes, outcome => Assert.Equal(new AwaitOutcome.Reached("exited (0)"), outcome));
    }

    [Fact]
    public async Task Completed_Cancelled_EndsAtOnce()
    {
        var name = await _cluster.StartAsync(_cluster.Desired(TestCluster.Sleeper("web")));
        using var cancelled = new CancellationTokenSource();
        var waiting = _cluster.Engine.AwaitContainerAsync(name, AwaitedCondition.Completed, TimeSpan.Zero, _ => cancelled.Cancel(), cancelled.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    private DesiredContainer Checked(string instance, string script, string check, double seconds = 0.5) => _cluster.Desired(TestCluster.Shell(instance, script) with
    {
        HealthCheck = new HealthCheck { Test = ["CMD-SHELL", check], Interval = TimeSpan.FromSeconds(seconds), Retries = 2 },
    });
}
