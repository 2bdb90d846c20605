using Slipway.Testing;

namespace Slipway.Scenarios.Pushing;

/// <summary>What becomes of pushes, through a real hook of a real Git repository.</summary>
[Collection(Lanes.Second)]
public sealed class PushTests(ServerFixture server) : PushScenario(server), IClassFixture<ServerFixture>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Push_InvalidFile_KeepsTheLastGoodRevisionAndRecoversWithTheNextPush()
    {
        var name = NewName("push");
        var git = await GitServerAsync(Plain.Files(name));
        await ConnectAsync(git, name);
        var before = await ContainersAsync(name);

        git.Clone.Replace("compose.yaml", "command: sleep infinity", "comand: sleep infinity");
        var broken = await git.PushAsync();
        await Eventually.BecomesTrueAsync(async () => (await FindClusterAsync(name))?.Problem is not null, "the configuration problem shows", Patience);

        var view = (await FindClusterAsync(name))!;
        Assert.Equal((broken, "running", 1), (view.SeenCommit, view.State, view.Revision));
        Assert.Contains(view.Problem!.Diagnostics, d => d is { Severity: "error", File: "compose.yaml" } && d.Message.Contains("comand", StringComparison.Ordinal));
        Assert.Equal(before.Select(c => c.Identity), (await ContainersAsync(name)).Select(c => c.Identity));
        Assert.Contains("config error", (await DoneAsync("ls")).Out, StringComparison.Ordinal);

        git.Clone.Replace("compose.yaml", "comand: sleep infinity", "command: sleep infinity");
        git.Clone.Release(1, 2);
        view = await DeployedAsync(name, await git.PushAsync());

        Assert.Null(view.Problem);
        Assert.Contains("RELEASE=2", (await ContainerAsync(name, "web")).Environment);
        Assert.Equal(before.Single(c => c.Service == "db").Identity, (await ContainerAsync(name, "db")).Identity);
    }

    [Fact]
    public async Task Push_NewBranchAndItsEnd_BringAndTakeAnEnvironmentOfItsOwn()
    {
        var name = NewName("branch");
        await EngineApi.DockerAsync(Cancel, "network", "create", $"{name}-outside");
        await EngineApi.DockerAsync(Cancel, "volume", "create", $"{name}-outside");
        try
        {
            var git = await GitServerAsync(Plain.Files(name, "{ volumes: [outside:/outside, shared:/shared, own:/own], networks: [default, outside, common] }", $$"""
                networks:
                  outside: { external: true, name: {{name}}-outside }
                  common: { name: {{name}}-common }
                volumes:
                  outside: { external: true, name: {{name}}-outside }
                  shared: { name: {{name}}-shared }
                  own: {}
                """));
            await ConnectAsync(git, name, "--branches", "main", "--branches", "feature/*");
            var main = await ContainersAsync(name);
            var branch = Owned($"{name}-feature-one");

            await git.Clone.GitAsync("switch", "--quiet", "--create", "feature/one");
            git.Clone.Release(1, 2);
            await DeployedAsync(branch, await git.PushAsync());

            Assert.Contains("RELEASE=2", (await ContainerAsync(branch, "web")).Environment);
            var own = await EngineApi.ExecuteAsync(await ContainerAsync(branch, "web"), Cancel, "getent", "hosts", "db");
            var other = await EngineApi.ExecuteAsync(await ContainerAsync(name, "web"), Cancel, "getent", "hosts", "db");
            Assert.NotEqual(own.Split(' ')[0], other.Split(' ')[0]);

            await git.Clone.GitAsync("push", "--quiet", "origin", "--delete", "feature/one");
            await Eventually.BecomesTrueAsync(async () => await FindClusterAsync(branch) is null, $"{branch} is gone", Patience);

            Assert.Empty(await Engine.EverythingAsync(branch, Cancel));
            Assert.Equal(main.Select(c => c.Identity), (await ContainersAsync(name)).Select(c => c.Identity));
            Assert.Equal(0, (await EngineApi.DockerAsync(Cancel, "network", "inspect", $"{name}-outside")).ExitCode);
            Assert.Equal(0, (await EngineApi.DockerAsync(Cancel, "volume", "inspect", $"{name}-outside", $"{name}-shared")).ExitCode);

            // A network with a name of its own stays while the other environment uses it, and goes with the last.
            Assert.Equal(0, (await EngineApi.DockerAsync(Cancel, "network", "inspect", $"{name}-common")).ExitCode);
            await DoneAsync("rm", name, "--volumes");
            Assert.NotEqual(0, (await EngineApi.DockerAsync(Cancel, "network", "inspect", $"{name}-common")).ExitCode);
            Assert.Empty(await Engine.EverythingAsync(name, Cancel));
        }
        finally
        {
            await EngineApi.DockerAsync(Cancel, "network", "rm", $"{name}-outside", $"{name}-common");
            await EngineApi.DockerAsync(Cancel, "volume", "rm", $"{name}-outside", $"{name}-shared");
        }
    }

    [Fact]
    public async Task Push_Paused_IsDeployedWhenResumed()
    {
        var name = NewName("pause");
        var git = await GitServerAsync(Plain.Files(name));
        await ConnectAsync(git, name);
        await DoneAsync("pause", name);

        git.Clone.Release(1, 2);
        var commit = await git.PushAsync();
        await Eventually.BecomesTrueAsync(
            async () => (await EventsAsync(name)).Any(e => e.Name == "compose.cluster.pushed" && e.Deliveries.All(d => d.State == "done")), "the push is noted", Patience);
        Assert.Contains("RELEASE=1", (await ContainerAsync(name, "web")).Environment);

        await DoneAsync("resume", name);
        await DeployedAsync(name, commit);
        Assert.Contains("RELEASE=2", (await ContainerAsync(name, "web")).Environment);
    }

    [Fact]
    public async Task Rollback_EarlierRevision_RunsAgainUntilTheNextPush()
    {
        var name = NewName("rollback");
        var git = await GitServerAsync(Plain.Files(name));
        await ConnectAsync(git, name);
        git.Clone.Release(1, 2);
        await DeployedAsync(name, await git.PushAsync());

        await DoneAsync("rollback", name, "1");
        Assert.Contains("RELEASE=1", (await ContainerAsync(name, "web")).Environment);

        git.Clone.Write("README.md", "# Newer\n");
        await DeployedAsync(name, await git.PushAsync());
        Assert.Contains("RELEASE=2", (await ContainerAsync(name, "web")).Environment);
    }

    [Fact]
    public async Task Push_NobodyTells_IsFoundByLooking()
    {
        var name = NewName("missed");
        var git = await GitServerAsync(Plain.Files(name));
        await DoneAsync("connect", git.Bare, "--every", "5s");
        await DeployedAsync(name, await git.HeadAsync());

        git.Clone.Release(1, 2);
        await DeployedAsync(name, await git.PushAsync());

        Assert.Contains("RELEASE=2", (await ContainerAsync(name, "web")).Environment);
    }
}
