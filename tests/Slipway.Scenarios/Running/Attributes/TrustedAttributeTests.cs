namespace Slipway.Scenarios.Running.Attributes;

/// <summary>Every attribute that needs trust, and what not every engine can do, on a server that trusts the repository.</summary>
[Collection(Lanes.Second)]
public sealed class TrustedAttributeTests(ServerFixture server) : Scenario(server), IClassFixture<ServerFixture>
{
    [Fact]
    public async Task Up_EveryTrustedAttribute_IsOnTheEngine()
    {
        var name = NewName("trusted");
        var world = await UpAsync(name, TrustedProject.Compose(name), mayFail: false);

        Nothing(await world.CheckAsync(TrustedProject.Rows));

        var removed = await DoneAsync("rm", name);
        Assert.Contains("its pre_stop command \"sh -c echo sorry; exit 4\" ended with exit code 4 (sorry); it was stopped all the same", removed.Out + removed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Up_WhatNotEveryEngineCanDo_IsDoneOrSaid()
    {
        var name = NewName("limited");
        var world = await UpAsync(name, LimitedProject.Compose(name), mayFail: true);

        Nothing(await world.CheckAsync(LimitedProject.Rows));
        Assert.Contains("its post_start command \"sh -c echo the hook says why; exit 3\" ended with exit code 3", world.Said, StringComparison.Ordinal);
        Assert.Equal("exited", Assert.Single(world.Containers("hooked")).Status);

        var removed = await DoneAsync("rm", name);
        var stopped = await EngineApi.DockerAsync(Cancel, "run", "--rm", "-v", $"{name}_stops:/data", Installation.BaseImage, "cat", "/data/stopped");
        await EngineApi.DockerAsync(CancellationToken.None, "volume", "rm", $"{name}_stops", $"{name}_data");
        Assert.True(
            stopped.Out.Contains("fffff", StringComparison.Ordinal) || (removed.Out + removed.Error).Contains("unable to apply caps", StringComparison.Ordinal), $"{stopped}{removed}");
    }

    [Fact]
    public async Task Up_NetworkWithoutIpv4_IsDoneOrSaid()
    {
        var name = NewName("six");
        var world = await UpAsync(name, LimitedProject.ComposeWithoutIpv4(name), mayFail: true);

        Nothing(await world.CheckAsync(LimitedProject.WithoutIpv4));
    }

    [Fact]
    public async Task Up_FurtherBuildContexts_AreDoneOrSaid()
    {
        var name = NewName("contexts");
        var other = await RepositoryAsync(("part/outside.txt", "from another repository"));
        var world = await UpAsync(name, LimitedProject.ComposeWithContexts(name, other.Directory), mayFail: true);

        Nothing(await world.CheckAsync(LimitedProject.WithContexts));
    }

    private static void Nothing(string[] wrong) => Assert.True(wrong.Length == 0, string.Join('\n', wrong));

    private async Task<AttributeWorld> UpAsync(string name, string compose, bool mayFail)
    {
        var repository = await RepositoryAsync(("compose.yaml", compose), ("bound/page.txt", "as committed"));
        var run = await Server.RunAsync(TrustedProject.Settings, Cancel, "up", repository.Directory);
        Assert.True(run.ExitCode == 0 || mayFail, run.ToString());
        return new AttributeWorld(Engine, name, run.Out + run.Error, await ContainersAsync(name), Cancel);
    }
}
