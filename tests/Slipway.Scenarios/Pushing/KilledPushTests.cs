using Microsoft.Data.Sqlite;
using Slipway.Testing;

namespace Slipway.Scenarios.Pushing;

/// <summary>
/// The server is killed, as kill -9 does, at every point of every message of an update and of a removal: before the handler, after its work but before the
/// commit, and after the commit. One push outlives all of them, each server being killed at the next point, and ends as if nothing had happened.
/// A run kills before each commit, where most would be done twice; with <c>SLIPWAY_KILL_POINTS=all</c> in the environment, at every point.
/// </summary>
[Collection(Lanes.First)]
public sealed class KilledPushTests(Installation installation) : PushScenario(new ServerFixture(installation), ownsServer: true)
{
    private static readonly string[] Points = Environment.GetEnvironmentVariable("SLIPWAY_KILL_POINTS") == "all"
        ? ["before-handle", "before-commit", "after-commit"] : ["before-commit"];

    private static readonly string[] Update =
        ["github.pushed", "compose.cluster.pushed", "compose.cluster.config.updated", "compose.cluster.sync", "cluster.updated", "cluster.deploy"];

    [Fact]
    public async Task Push_ServerKilledAtEachMessage_EndsWithTheNewRevision()
    {
        var name = NewName("kill");
        var git = await GitServerAsync(Plain.Files(name));
        await ConnectAsync(git, name);
        var before = await ContainersAsync(name);
        await DoneAsync("stop");

        var commit = string.Empty;
        await KillAtEachAsync(Update, async () =>
        {
            git.Clone.Release(1, 2);
            commit = await git.PushAsync();
        });
        var view = await DeployedAsync(name, commit);

        Assert.Equal(2, view.Revision);
        var after = await ContainersAsync(name);
        Assert.Equal([$"{name}-db-1", $"{name}-web-1"], after.Select(c => c.Name));
        Assert.Equal(before.Single(c => c.Service == "db").Identity, after.Single(c => c.Service == "db").Identity);
        Assert.Contains("RELEASE=2", after.Single(c => c.Service == "web").Environment);
        var chain = await ChainAsync(name);
        Assert.Equal([.. Update, "cluster.deployed"], chain.Select(e => e.Name));
        Assert.All(chain.SelectMany(e => e.Deliveries), d => Assert.Equal("done", d.State));

        await EverythingOnceMoreAsync(name);
        await DoneAsync("stop");
        await KillAtEachAsync(["cluster.delete"], async () =>
        {
            using var api = Server.Connect();
            (await api.DeleteAsync(new Uri($"api/clusters/{name}?volumes=true", UriKind.Relative), Cancel)).EnsureSuccessStatusCode();
        });

        await Eventually.BecomesTrueAsync(async () => await FindClusterAsync(name) is null, "it is removed", TimeSpan.FromMinutes(1));
        Assert.Empty(await Engine.EverythingAsync(name, Cancel));
    }

    /// <summary>All messages so far come once more, with no record that they were handled: late duplicates. Nothing changes.</summary>
    private async Task EverythingOnceMoreAsync(string name)
    {
        var file = Path.Combine(Server.Home, "slipway.db");
        if (!File.Exists(file))
        {
            // On another footing, whose tests of the messages deliver duplicates themselves.
            return;
        }

        var containers = await ContainersAsync(name);
        var (history, list) = ((await DoneAsync("history", name, "--json")).Out, (await DoneAsync("ls", "--json")).Out);
        await DoneAsync("stop");
        await using var database = new SqliteConnection($"Data Source={file};Pooling=False");
        await database.OpenAsync(Cancel);
        await using var again = database.CreateCommand();
        again.CommandText = "update delivery set state = 'ready', due_at = 0, attempt = 0, finished_at = null, outcome = null";
        Assert.True(await again.ExecuteNonQueryAsync(Cancel) > Update.Length);
        await DoneAsync("ls");
        await using var left = database.CreateCommand();
        left.CommandText = "select count(*) from delivery where state in ('ready', 'running')";
        await Eventually.BecomesTrueAsync(async () => (long)(await left.ExecuteScalarAsync(Cancel))! == 0, "everything is handled again", TimeSpan.FromMinutes(1));

        Assert.Equal(containers.Select(c => c.Identity), (await ContainersAsync(name)).Select(c => c.Identity));
        Assert.Equal((history, list), ((await DoneAsync("history", name, "--json")).Out, (await DoneAsync("ls", "--json")).Out));
    }

    private async Task KillAtEachAsync(string[] messages, Func<Task> begin)
    {
        var isBegun = false;
        foreach (var step in messages.SelectMany(m => Points.Select(point => $"{m}@{point}")))
        {
            var started = TimeProvider.System.GetTimestamp();
            using var doomed = await Server.StartDoomedAsync(step);
            if (!isBegun)
            {
                await Server.AnsweringAsync(doomed);
                await begin();
                isBegun = true;
            }

            // 128 + 9. Whoever is not killed runs on, and the wait ends with the test.
            await doomed.WaitForExitAsync(Cancel).WaitAsync(TimeSpan.FromMinutes(1), Cancel);
            TestContext.Current.TestOutputHelper?.WriteLine($"{step}: exit code {doomed.ExitCode} after {TimeProvider.System.GetElapsedTime(started).TotalSeconds:0.0} s");
            Assert.Equal((step, 137), (step, doomed.ExitCode));
        }
    }
}
