using Slipway.Api;
using Slipway.Scenarios.Pushing;

namespace Slipway.Scenarios.Sharing;

/// <summary>A server and workers beside it on one PostgreSQL database.</summary>
[Collection(Lanes.First)]
public sealed class WorkerTests(Installation installation) : PushScenario(new ServerFixture(installation) { Footing = Footing.Postgres }, ownsServer: true)
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
    public async Task Push_ManyAtOnceToTwoProcesses_NeverDeploysOneEnvironmentTwiceAtATime()
    {
        var name = NewName("storm");
        var git = await GitServerAsync(Plain.Files(name));
        await ConnectAsync(git, name);
        await Server.StartWorkerAsync(new Dictionary<string, string?>());

        var commit = string.Empty;
        for (var release = 1; release <= 8; release++)
        {
            git.Clone.Release(release, release + 1);
            commit = await git.PushAsync();
        }

        await DeployedAsync(name, commit);

        Assert.Contains("RELEASE=9", (await ContainerAsync(name, "web")).Environment);
        var runs = (await EventsAsync(name))
            .Where(e => e.Name is "cluster.deploy" or "compose.cluster.sync")
            .SelectMany(e => e.Deliveries.Where(d => d.RunMilliseconds is not null).Select(d => (
                Begin: e.SentAt.AddMilliseconds(d.QueueMilliseconds!.Value), End: e.SentAt.AddMilliseconds(d.QueueMilliseconds.Value + d.RunMilliseconds!.Value))))
            .OrderBy(r => r.Begin)
            .ToArray();

        // A claim notes its time before it waits for who ends the other one, and each process knows the database's clock to about a millisecond.
        var exactness = TimeSpan.FromMilliseconds(20);
        Assert.All(runs.Zip(runs.Skip(1)), pair => Assert.True(pair.First.End <= pair.Second.Begin + exactness, $"{pair.First} and {pair.Second} overlap"));
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
