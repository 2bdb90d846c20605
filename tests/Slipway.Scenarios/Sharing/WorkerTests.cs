using Slipway.Api;

namespace Slipway.Scenarios.Sharing;

/// <summary>A server and workers beside it on one PostgreSQL database.</summary>
[Collection(Lanes.First)]
public sealed class WorkerTests(Installation installation) : Scenario(new ServerFixture(installation) { Footing = Footing.Postgres }, ownsServer: true)
{
    private const int Tries = 20;

    [Fact]
    public async Task Worker_KilledInTheMiddleOfADeployment_AnotherProcessGoesOnAtOnce()
    {
        await DoneAsync("ls");
        var doomed = await Server.StartWorkerAsync(new Dictionary<string, string?> { ["Slipway__Messaging__KillAt"] = "cluster.deploy@before-commit" });
        var names = new List<string>();

        // Whoever is quicker takes a message, so it may need a few until the worker has a deployment.
        for (var i = 0; i < Tries && !doomed.HasExited; i++)
        {
            var name = NewName("work");
            names.Add(name);
            var view = await UpAsync(await StackAsync(name));
            Assert.Equal(OperationStates.Succeeded, view.State);
        }

        Assert.True(doomed.HasExited, "the worker had no deployment to do");
        var list = await ReadAsync(ApiJson.Default.ImmutableArrayClusterView, "ls");
        Assert.Equal(names.Order(StringComparer.Ordinal), list.Select(c => c.Name));
        Assert.All(list, c => Assert.Equal("running", c.State));
        foreach (var name in names)
        {
            Assert.Equal(["one", "two"], (await ContainersAsync(name)).Select(c => c.Service));
        }
    }

    [Fact]
    public async Task Up_DeploymentIsDoneByAWorker_ShowsItsProgressAllTheSame()
    {
        await DoneAsync("ls");
        var worker = await Server.StartWorkerAsync(new Dictionary<string, string?>());

        // The server's own share stands still, as that of one that is busy does: the worker has to do it all.
        await Server.KillAsync();
        var name = NewName("seen");
        var repository = await StackAsync(name);
        var run = await Server.RunAsync(new Dictionary<string, string?> { ["Slipway__Messaging__TakesWork"] = "false" }, Cancel, "up", repository.Directory);

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.False(worker.HasExited);
        Assert.Contains("one", run.Error + run.Out, StringComparison.Ordinal);
        Assert.Matches("one +(creating|starting|running)", run.Error + run.Out);
    }

    [Fact]
    public async Task Worker_WithoutASharedDatabase_SaysWhatToSet()
    {
        await using var alone = new ServerFixture(installation) { Footing = Footing.Sqlite };

        var run = await alone.RunAsync(new Dictionary<string, string?>(), Cancel, "serve", "--worker");

        Assert.Equal(4, run.ExitCode);
        Assert.Contains("Slipway:Database", run.Error, StringComparison.Ordinal);
    }

    private Task<TestRepository> StackAsync(string name) => RepositoryAsync(("compose.yaml", $"""
        name: {name}
        services:
          one:
            image: {Installation.BaseImage}
            command: ["sleep", "infinity"]
          two:
            image: {Installation.BaseImage}
            command: ["sleep", "infinity"]
            depends_on: [one]
        """));
}
