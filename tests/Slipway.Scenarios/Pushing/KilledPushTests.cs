namespace Slipway.Scenarios.Pushing;

/// <summary>The server is killed, as kill -9 does, in steps of an update; the next server brings it to the same end.</summary>
[Collection(Lanes.First)]
public sealed class KilledPushTests(Installation installation) : PushScenario(new ServerFixture(installation), ownsServer: true)
{
    public static TheoryData<string> Steps =>
    [
        "github.pushed@before-commit", "compose.cluster.pushed@after-commit", "compose.cluster.sync@before-commit", "cluster.deploy@before-commit",
    ];

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Push_ServerKilledInAStep_EndsWithTheNewRevision(string step)
    {
        var name = NewName("kill");
        var git = await GitServerAsync(Plain.Files(name));
        await ConnectAsync(git, name);
        var before = await ContainersAsync(name);
        await DoneAsync("stop");
        await Server.RunAsync(new Dictionary<string, string?> { ["Slipway__Messaging__KillAt"] = step }, Cancel, "ls");
        var doomed = Server.ProcessId;

        git.Clone.Release(1, 2);
        var commit = await git.PushAsync();
        await ServerFixture.EndedAsync(doomed);
        var view = await DeployedAsync(name, commit);

        Assert.Equal(2, view.Revision);
        var after = await ContainersAsync(name);
        Assert.Equal([$"{name}-db-1", $"{name}-web-1"], after.Select(c => c.Name));
        Assert.Equal(before.Single(c => c.Service == "db").Identity, after.Single(c => c.Service == "db").Identity);
        Assert.Contains("RELEASE=2", after.Single(c => c.Service == "web").Environment);
        Assert.All((await ChainAsync(name)).SelectMany(e => e.Deliveries), d => Assert.Equal("done", d.State));
    }
}
