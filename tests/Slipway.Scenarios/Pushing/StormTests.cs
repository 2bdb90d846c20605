namespace Slipway.Scenarios.Pushing;

/// <summary>Pushes in quick succession.</summary>
[Collection(Lanes.Second)]
public sealed class StormTests(Installation installation) : PushScenario(new ServerFixture(installation), ownsServer: true)
{
    [Fact]
    public async Task Push_FiveWithinSeconds_EndsOnTheFifthWithAtMostTwoBuilds()
    {
        // Stand before the Docker clients that are tried, and write down each build that is begun.
        var begun = Path.Combine(Server.Home, "builds");
        var clients = new Dictionary<string, string?>();
        foreach (var (number, client) in new[] { "docker", "/usr/bin/docker" }.Index())
        {
            var file = Path.Combine(Server.Home, $"docker-{number}");
            await File.WriteAllTextAsync(file, $"#!/bin/sh\ncase \"$*\" in 'build '*slipway/build:*) echo \"$*\" >>'{begun}' ;; esac\nexec {client} \"$@\"\n", Cancel);
            await ProgramRun.OfAsync("chmod", ["+x", file], new Dictionary<string, string?>(), Server.Home, Cancel);
            clients[$"Slipway__Docker__BuildClients__{number}"] = file;
        }

        await Server.RunAsync(clients, Cancel, "ls");

        var name = NewName("storm");
        var git = await GitServerAsync(
            ("compose.yaml", $$"""
                name: {{name}}
                services:
                  web:
                    build: app
                    init: true
                    stop_grace_period: 1s
                    command: sleep infinity

                """),
            ("app/Dockerfile", $"FROM {Installation.BaseImage}\nCOPY release.txt /release.txt\nRUN sleep 6\n"),
            ("app/release.txt", $"{name} 0\n"));   // what another run has built is not built again
        await ConnectAsync(git, name);
        Assert.Single(await File.ReadAllLinesAsync(begun, Cancel));

        var commit = string.Empty;
        for (var release = 1; release <= 5; release++)
        {
            git.Clone.Write("app/release.txt", $"{name} {release}\n");
            commit = await git.PushAsync();
            await Task.Delay(TimeSpan.FromMilliseconds(500), Cancel);   // as hasty people do, not as fast as the machine can
        }

        await DeployedAsync(name, commit);

        var deploys = (await EventsAsync(name)).Where(e => e.Name == "cluster.deploy").SelectMany(e => e.Deliveries).ToArray();
        Assert.Equal($"{name} 5", await EngineApi.ExecuteAsync(await ContainerAsync(name, "web"), Cancel, "cat", "/release.txt"));
        Assert.InRange((await File.ReadAllLinesAsync(begun, Cancel)).Length, 2, 3);   // the first of all, and at most two of the storm
        Assert.All(deploys, d => Assert.True(d.State is "done" or "superseded", $"{d.State}: {d.Outcome}"));
    }
}
