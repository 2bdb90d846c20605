using System.Net.Http.Json;
using Slipway.Api;
using Slipway.Testing;

namespace Slipway.Scenarios.Killing;

/// <summary>The server is killed, as kill -9 does, in every step of an import; the next server brings it to its end.</summary>
[Collection(Lanes.Second)]
public sealed class KillTests(Installation installation) : Scenario(new ServerFixture(installation), ownsServer: true)
{
    private static readonly string[] Handled =
        ["compose.requested", "compose.parse-config", "compose.parsed", "compose.cluster.create", "cluster.created", "cluster.deploy"];

    // Every step once, and the one that works on the engine at each point; tests of the messages kill at all points.
    public static TheoryData<string> Steps =>
        [.. Handled.Select(m => $"{m}@before-commit"), "compose.parse-config@after-commit", "cluster.deploy@before-handle", "cluster.deploy@after-commit"];

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Import_ServerKilledInAStep_EndsWithOneClusterAndOneContainerPerService(string step)
    {
        var name = NewName("kill");
        var repository = await RepositoryAsync(("compose.yaml", $"""
            name: {name}
            services:
              first:
                image: {Installation.BaseImage}
                command: ["sleep", "infinity"]
              second:
                image: {Installation.BaseImage}
                command: ["sleep", "infinity"]
                depends_on: [first]
            """));

        await Server.RunAsync(new Dictionary<string, string?> { ["Slipway__Messaging__KillAt"] = step }, Cancel, "ls");
        var doomed = Server.ProcessId;

        // The client starts another server when the first is gone, one without the setting.
        await SlipwayAsync("up", repository.Directory, "--wait-timeout", "60");
        await ServerFixture.EndedAsync(doomed);

        await EndsWellAsync(name, "first", "second");
    }

    [Fact]
    public async Task Import_ServerKilledWhileAHealthCheckIsAwaited_EndsWithOneClusterAndOneContainerPerService()
    {
        var name = NewName("kill");
        var gate = Path.Combine("/tmp", "open");
        var repository = await RepositoryAsync(("compose.yaml", $"""
            name: {name}
            services:
              gated:
                image: {Installation.BaseImage}
                command: ["sleep", "infinity"]
                healthcheck:
                  test: ["CMD", "test", "-e", "{gate}"]
                  interval: 500ms
                  retries: 1000
              second:
                image: {Installation.BaseImage}
                command: ["sleep", "infinity"]
                depends_on:
                  gated: {"{"} condition: service_healthy {"}"}
            """));
        var up = SlipwayAsync("up", repository.Directory, "--wait-timeout", "60");
        await Eventually.BecomesTrueAsync(
            async () => (await ContainersAsync(name)).Any(c => c is { Service: "gated", Status: "running" }), "the gated service runs", TimeSpan.FromMinutes(1));

        await Server.KillAsync();
        await up;
        await EngineApi.ExecuteAsync(await ContainerAsync(name, "gated"), Cancel, "touch", gate);

        await EndsWellAsync(name, "gated", "second");
    }

    private async Task EndsWellAsync(string name, params string[] services)
    {
        await DoneAsync("ls");   // which starts a server, this one without the setting
        using var api = Server.Connect();
        var cluster = new ClusterView { Id = string.Empty, Name = string.Empty, State = string.Empty, Format = string.Empty };
        await Eventually.BecomesTrueAsync(
            async () =>
            {
                var clusters = await api.GetFromJsonAsync("api/clusters", ApiJson.Default.ImmutableArrayClusterView, Cancel);
                return clusters.Length > 0 && (cluster = Assert.Single(clusters)).State == "running";
            },
            "the environment runs",
            TimeSpan.FromMinutes(1));

        Assert.Equal(name, cluster.Name);
        Assert.Equal(1, cluster.Revision);
        Assert.Equal(services, (await ContainersAsync(name)).Select(c => c.Service));
        Assert.All(await ContainersAsync(name), c => Assert.Equal("running", c.Status));
        var events = (await api.GetFromJsonAsync($"api/clusters/{name}/events", ApiJson.Default.ImmutableArrayTimelineEntry, Cancel));
        Assert.Equal([.. Handled, "cluster.deployed"], events.Select(e => e.Name));
        Assert.All(events.SelectMany(e => e.Deliveries), d => Assert.Equal("done", d.State));
    }
}
