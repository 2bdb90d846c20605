using Slipway.Core.Configurations;
using Slipway.Core.Planning;
using Slipway.Testing;

namespace Slipway.Docker.Tests.Deploying;

/// <summary>Replacements as the core flow plans them, on the real engine.</summary>
public sealed class ReplacementTests : IAsyncDisposable
{
    private readonly TestCluster _cluster;
    private readonly EngineDeployment _deployment;

    public ReplacementTests(EngineFixture fixture)
    {
        _cluster = new TestCluster(fixture);
        _deployment = new EngineDeployment(fixture, _cluster);
    }

    // It ends when told to, instead of taking the ten seconds of the grace period.
    private static RunnableConfiguration Web => TestCluster.Shell("web", "trap 'exit 0' TERM; sleep 600 & wait");

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Deploy_NothingShared_TheNewOneStartsBeforeTheOldOneStops()
    {
        await _deployment.SucceedAsync(_deployment.Set(Web));
        var old = await _deployment.TheAsync("web");
        var counting = Web with { Command = ["sh", "-c", "getent ahostsv4 web | cut -d' ' -f1 | sort -u | wc -l; trap 'exit 0' TERM; sleep 600 & wait"] };

        var outcome = await _deployment.SucceedAsync(_deployment.Set(With(counting, "MODE", "fast")));

        var now = await _deployment.TheAsync("web");
        Assert.NotEqual(old.Id, now.Id);
        Assert.Equal(old.Name, now.Name);
        Assert.Contains(", environment (MODE set to \"fast\"); the new one starts first", outcome.Record.PlanText, StringComparison.Ordinal);

        // Its own name stood for both of them when it began.
        Assert.Equal(["2"], await _cluster.LogsAsync(now.Id));
    }

    [Fact]
    public async Task Deploy_TheNewOneFails_TheOldOneWasNeverTouched()
    {
        await _deployment.SucceedAsync(_deployment.Set(Web));
        var old = await _deployment.TheAsync("web");
        var startedAt = (await _cluster.InspectAsync(old.Id)).State!.StartedAt;

        var outcome = await _deployment.DeployAsync(_deployment.Set(Web with { Command = ["sh", "-c", "exit 3"] }));

        Assert.Equal("it ended with exit code 3", outcome.Failure?.Reason);
        var now = await _deployment.TheAsync("web");
        Assert.Equal((old.Id, ContainerState.Running), (now.Id, now.State));
        Assert.Equal(startedAt, (await _cluster.InspectAsync(now.Id)).State!.StartedAt);
    }

    [Fact]
    public async Task Deploy_AnonymousVolume_MovesAlongAndTheOldOneStopsFirst()
    {
        var mounting = Web with { Mounts = [new AnonymousVolumeMount("/data", false)] };
        await _deployment.SucceedAsync(_deployment.Set(mounting));
        var old = await _deployment.TheAsync("web");
        await _deployment.ExecAsync(old.Id, "sh", "-c", "echo kept > /data/file");

        var outcome = await _deployment.SucceedAsync(_deployment.Set(With(mounting, "MODE", "fast")));

        var now = await _deployment.TheAsync("web");
        Assert.NotEqual(old.Id, now.Id);
        Assert.Equal("kept", await _deployment.ExecAsync(now.Id, "cat", "/data/file"));
        Assert.Equal(old.Mounts, now.Mounts);
        Assert.Contains("the old one stops first: its anonymous volume at /data moves along", outcome.Record.PlanText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_AnonymousVolumeAndTheNewOneFails_TheOldOneHasItsVolumeBack()
    {
        var mounting = Web with { Mounts = [new AnonymousVolumeMount("/data", false)] };
        await _deployment.SucceedAsync(_deployment.Set(mounting));
        var old = await _deployment.TheAsync("web");
        await _deployment.ExecAsync(old.Id, "sh", "-c", "echo kept > /data/file");

        await _deployment.DeployAsync(_deployment.Set(mounting with { Command = ["sh", "-c", "exit 3"] }));

        var now = await _deployment.TheAsync("web");
        Assert.Equal((old.Id, ContainerState.Running), (now.Id, now.State));
        Assert.Equal("kept", await _deployment.ExecAsync(now.Id, "cat", "/data/file"));
    }

    [Fact]
    public async Task Deploy_NetworkChangedAndTheNewOneFails_TheOldOneIsBackAndFound()
    {
        var set = _deployment.Set(Web, With(Web, "A", "b") with { Name = "db" });
        await _deployment.SucceedAsync(set);
        var (web, db) = (await _deployment.TheAsync("web"), await _deployment.TheAsync("db"));

        var broken = set with
        {
            Configurations = [set.Configurations[0] with { Command = ["sh", "-c", "exit 3"] }, set.Configurations[1] with { Command = ["sh", "-c", "exit 3"] }],
            Networks = [set.Networks[0] with { Internal = true }],
        };
        var outcome = await _deployment.DeployAsync(broken);

        Assert.NotNull(outcome.Failure);
        var (webNow, dbNow) = (await _deployment.TheAsync("web"), await _deployment.TheAsync("db"));
        Assert.Equal((web.Id, ContainerState.Running, db.Id, ContainerState.Running), (webNow.Id, webNow.State, dbNow.Id, dbNow.State));
        Assert.NotEqual(string.Empty, await _deployment.ExecAsync(web.Id, "getent", "hosts", "db"));

        // And the next good one goes on from there.
        await _deployment.SucceedAsync(set with { Networks = broken.Networks });
        Assert.True((await _cluster.Client.Networks.InspectNetworkAsync(_cluster.Name + "_default", TestCluster.Token)).Internal);
        Assert.NotEqual(string.Empty, await _deployment.ExecAsync((await _deployment.TheAsync("web")).Id, "getent", "hosts", "db"));
    }

    [Fact]
    public async Task Deploy_OvertakenWhileTheOldOneStops_ItRunsAgainAndStays()
    {
        // It needs a second to stop, during which the deployment is overtaken.
        var slow = TestCluster.Shell("web", "trap 'echo stopping; sleep 1; exit 0' TERM; sleep 600 & wait; sleep 600") with
        {
            Mounts = [new VolumeMount("/data", false, "data")],
        };
        await _deployment.SucceedAsync(_deployment.Set(slow));
        var old = await _deployment.TheAsync("web");
        var startedAt = (await _cluster.InspectAsync(old.Id)).State!.StartedAt;
        _deployment.IsOvertaken = true;
        using var stop = new CancellationTokenSource();
        var deploying = _deployment.DeployAsync(_deployment.Set(With(slow, "A", "b")), stop.Token);
        await Eventually.BecomesTrueAsync(async () => (await _cluster.LogsAsync(old.Id)).Contains("stopping"), "it stops");

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => deploying);

        // Started while the engine still stopped it, it would have the time of its first start, and end soon.
        var now = await _deployment.TheAsync("web");
        Assert.Equal((old.Id, ContainerState.Running), (now.Id, now.State));
        Assert.NotEqual(startedAt, (await _cluster.InspectAsync(now.Id)).State!.StartedAt);
    }

    private static RunnableConfiguration With(RunnableConfiguration configuration, string name, string value) =>
        configuration with { Environment = configuration.Environment.SetItem(name, value) };
}
