using System.Collections.Immutable;
using Slipway.Core.Configurations;

namespace Slipway.Docker.Tests.Containers;

/// <summary>Commands that a container was created with.</summary>
public sealed class HookTests(EngineFixture fixture) : IAsyncDisposable
{
    private readonly TestCluster _cluster = new(fixture);

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task RunPostStart_UserDirectoryAndVariables_AreThoseOfTheCommand()
    {
        var command = Shell("echo \"$WORD $(id -u) $(pwd)\" >/proc/1/fd/1") with
        {
            WorkingDirectory = "/srv",
            Environment = ImmutableSortedDictionary<string, string>.Empty.Add("WORD", "said"),
        };
        var name = await _cluster.StartAsync(_cluster.Desired(TestCluster.Sleeper("web") with { PostStart = [command, Shell("echo second >/proc/1/fd/1")] }));

        Assert.Null(await _cluster.Engine.RunPostStartAsync(name, TestCluster.Token));

        Assert.Equal(["said 0 /srv", "second"], await _cluster.LogsAsync(name));
    }

    [Fact]
    public async Task RunPostStart_OneFails_SaysWhichAndShowsItsOutputAndRunsNoFurther()
    {
        var name = await _cluster.StartAsync(_cluster.Desired(TestCluster.Sleeper("web") with { PostStart = [Shell("echo why >&2; exit 3"), Shell("echo more >/proc/1/fd/1")] }));

        var failure = await _cluster.Engine.RunPostStartAsync(name, TestCluster.Token);

        Assert.Equal("its post_start command \"sh -c echo why >&2; exit 3\" ended with exit code 3", failure?.Reason);
        Assert.Equal(["why"], failure!.LastLines);
        Assert.Empty(await _cluster.LogsAsync(name));
    }

    [Fact]
    public async Task RunPostStart_ContainerThatEnded_FailsWithTheEnginesReason()
    {
        var name = await _cluster.CreateAsync(_cluster.Desired(TestCluster.Sleeper("web") with { PostStart = [Shell("true")] }));

        var failure = await _cluster.Engine.RunPostStartAsync(name, TestCluster.Token);

        Assert.Contains("is not running", failure?.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunPostStart_LongOutput_KeepsItsEnd()
    {
        var name = await _cluster.StartAsync(_cluster.Desired(TestCluster.Sleeper("web") with { PostStart = [Shell("seq 1 50000; exit 1")] }));

        var failure = await _cluster.Engine.RunPostStartAsync(name, TestCluster.Token);

        Assert.Equal(Enumerable.Range(49981, 20).Select(n => $"{n}"), failure!.LastLines);
    }

    [Fact]
    public async Task StopContainer_PreStop_RunsBeforeItAndOnlyWhileItRuns()
    {
        var name = await _cluster.StartAsync(_cluster.Desired(Quick("web") with { PreStop = [Shell("echo saved >/proc/1/fd/1")] }));

        Assert.Empty(await _cluster.Engine.StopContainerAsync(name, null, TestCluster.Token));
        Assert.Empty(await _cluster.Engine.StopContainerAsync(name, null, TestCluster.Token));

        Assert.Equal(["saved"], await _cluster.LogsAsync(name));
    }

    [Fact]
    public async Task StopContainer_PreStopFails_IsToldAndStopsAllTheSame()
    {
        var name = await _cluster.StartAsync(_cluster.Desired(Quick("web") with { PreStop = [Shell("echo sorry; exit 4"), Shell("echo second >/proc/1/fd/1")] }));

        var told = await _cluster.Engine.StopContainerAsync(name, null, TestCluster.Token);

        Assert.Equal(["its pre_stop command \"sh -c echo sorry; exit 4\" ended with exit code 4 (sorry); it was stopped all the same"], told);
        Assert.Equal(["second"], await _cluster.LogsAsync(name));
        Assert.False((await _cluster.InspectAsync(name)).State!.Running);
    }

    private static RunnableConfiguration Quick(string name) => TestCluster.Sleeper(name) with { StopSignal = "SIGKILL" };

    private static ContainerCommand Shell(string script) => new() { Words = ["sh", "-c", script] };
}
