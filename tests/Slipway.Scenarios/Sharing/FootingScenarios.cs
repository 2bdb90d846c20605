using Slipway.Api;
using Slipway.Scenarios.Pushing;

namespace Slipway.Scenarios.Sharing;

/// <summary>An environment's whole life on a footing: imported, updated with its server killed in a step, removed.</summary>
public abstract class FootingScenarios(Installation installation, Footing footing)
    : PushScenario(new ServerFixture(installation) { Footing = footing }, ownsServer: true)
{
    private static readonly string[] Imported =
    [
        "compose.requested", "compose.parse-config", "compose.parsed", "compose.cluster.create", "cluster.created", "cluster.deploy", "cluster.deployed",
    ];

    [Fact]
    public async Task Environment_ImportedChangedAndRemoved_SendsTheSameMessagesAsOnASqliteFile()
    {
        var name = NewName("life");
        var repository = await StackAsync(name, "red");

        await UpAsync(repository);
        Assert.Equal(Imported, (await EventsAsync(name)).Select(e => e.Name));
        var before = await ContainersAsync(name);
        repository.Replace("compose.yaml", "COLOUR: red", "COLOUR: blue");
        await repository.CommitAsync();
        var view = await UpAsync(repository);

        Assert.Equal((Replaces: 1, Unchanged: 1), (view.Plan!.Replaces, view.Plan.Unchanged));
        Assert.Contains("COLOUR=blue", (await ContainerAsync(name, "changing")).Environment);
        Assert.Equal(before.Single(c => c.Service == "steady").Id, (await ContainerAsync(name, "steady")).Id);
        await DoneAsync("rm", name, "--volumes");
        Assert.Empty(await ContainersAsync(name));
        Assert.Empty(await ReadAsync(ApiJson.Default.ImmutableArrayClusterView, "ls"));
        Assert.All((await EventsAsync(name)).SelectMany(e => e.Deliveries), d => Assert.Equal("done", d.State));
    }

    [Fact]
    public async Task Import_ServerKilledBeforeItsDeploymentCommits_EndsWithOneContainerPerService()
    {
        var name = NewName("kill");
        var repository = await StackAsync(name, "red");
        await Server.RunAsync(new Dictionary<string, string?> { ["Slipway__Messaging__KillAt"] = "cluster.deploy@before-commit" }, Cancel, "ls");
        var doomed = Server.ProcessId;

        var up = await SlipwayAsync("up", repository.Directory, "--wait-timeout", "60");

        Assert.True(up.ExitCode == 0, up.ToString());
        await ServerFixture.EndedAsync(doomed);
        Assert.Equal(["changing", "steady"], (await ContainersAsync(name)).Select(c => c.Service));
        Assert.Equal(Imported, (await EventsAsync(name)).Select(e => e.Name));
    }

    [Fact]
    public async Task Push_OneVariableChangedAndThenNothingThatMatters_TakesTheRightPathEachTime()
    {
        var name = NewName("push");
        var git = await GitServerAsync(Plain.Files(name));
        await ConnectAsync(git, name);
        var before = await ContainersAsync(name);

        git.Clone.Release(1, 2);
        await DeployedAsync(name, await git.PushAsync());
        Assert.Equal(
            ["github.pushed", "compose.cluster.pushed", "compose.cluster.config.updated", "compose.cluster.sync", "cluster.updated", "cluster.deploy", "cluster.deployed"],
            (await ChainAsync(name)).Select(e => e.Name));
        var after = await ContainersAsync(name);
        Assert.Equal(before.Single(c => c.Service == "db").Identity, after.Single(c => c.Service == "db").Identity);
        Assert.Contains("RELEASE=2", after.Single(c => c.Service == "web").Environment);

        git.Clone.Write("README.md", "# Other words\n");
        await DeployedAsync(name, await git.PushAsync());
        Assert.Equal(
            ["github.pushed", "compose.cluster.pushed", "cluster.updated", "cluster.deploy", "cluster.deployed"], (await ChainAsync(name)).Select(e => e.Name));
        Assert.Equal(after.Select(c => c.Identity), (await ContainersAsync(name)).Select(c => c.Identity));
    }

    private Task<TestRepository> StackAsync(string name, string colour) => RepositoryAsync(("compose.yaml", $"""
        name: {name}
        services:
          changing:
            image: {Installation.BaseImage}
            command: ["sleep", "infinity"]
            environment:
              COLOUR: {colour}
          steady:
            image: {Installation.BaseImage}
            command: ["sleep", "infinity"]
        """));
}
