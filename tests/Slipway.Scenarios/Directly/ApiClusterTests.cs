using System.Net.Http.Json;
using System.Text;
using Slipway.Api;
using Slipway.Testing;

namespace Slipway.Scenarios.Directly;

/// <summary>Environments made through the API from runnable configurations, without any file: the core flow alone.</summary>
[Collection(Lanes.First)]
public sealed class ApiClusterTests(ServerFixture server) : Scenario(server), IClassFixture<ServerFixture>
{
    [Fact]
    public async Task Post_RunnableConfigurations_DeploysThem()
    {
        var (api, name) = await CreateAsync();
        using var owned = api;

        Assert.Equal([("one", "running"), ("two", "running")], (await ContainersAsync(name)).Select(c => (c.Service, c.Status)));
    }

    [Fact]
    public async Task Post_RunnableConfigurations_BeginsWithClusterCreated()
    {
        var (api, name) = await CreateAsync();
        using var owned = api;

        Assert.Equal(["cluster.created", "cluster.deploy", "cluster.deployed"], (await EventsAsync(name)).Select(e => e.Name));
    }

    [Fact]
    public async Task Put_OneConfigurationChanged_ReplacesOnlyItsContainer()
    {
        var (api, name) = await CreateAsync();
        using var owned = api;
        var before = await ContainersAsync(name);

        var operation = await SendAsync(api, HttpMethod.Put, $"api/clusters/{name}", Definition(name, "second"));

        var after = await ContainersAsync(name);
        Assert.Equal("succeeded", operation.State);
        Assert.Equal(before.Single(c => c.Service == "one").Identity, after.Single(c => c.Service == "one").Identity);
        Assert.Contains("VALUE=second", after.Single(c => c.Service == "two").Environment);
    }

    [Fact]
    public async Task Delete_Cluster_RemovesItByTheCoreFlow()
    {
        var (api, name) = await CreateAsync();
        using var owned = api;

        var operation = await SendAsync(api, HttpMethod.Delete, $"api/clusters/{name}?volumes=true", null);

        Assert.Equal("succeeded", operation.State);
        Assert.Empty(await Engine.EverythingAsync(name, Cancel));
        var events = await api.GetFromJsonAsync($"api/operations/{operation.Id}/events", ApiJson.Default.ImmutableArrayTimelineEntry, Cancel);
        Assert.Equal(["cluster.delete", "cluster.deleted"], events.Select(e => e.Name));
    }

    private static string Definition(string name, string value) => $$"""
        {
          "name": "{{name}}",
          "configurations": [
            {
              "name": "one",
              "image": { "kind": "registry", "reference": "{{Installation.BaseImage}}" },
              "command": ["sleep", "infinity"],
              "init": true
            },
            {
              "name": "two",
              "image": { "kind": "registry", "reference": "{{Installation.BaseImage}}" },
              "command": ["sleep", "infinity"],
              "init": true,
              "environment": { "VALUE": "{{value}}" },
              "dependsOn": [{ "name": "one", "condition": "started" }]
            }
          ]
        }
        """;

    private async Task<(HttpClient Api, string Name)> CreateAsync()
    {
        await DoneAsync("ls");   // which starts the server
        var name = NewName("api");
        var api = Server.Connect();
        var operation = await SendAsync(api, HttpMethod.Post, "api/clusters", Definition(name, "first"));
        Assert.Equal("succeeded", operation.State);
        return (api, name);
    }

    /// <summary>Sends a request and waits until what it began has ended.</summary>
    private static async Task<OperationView> SendAsync(HttpClient api, HttpMethod method, string path, string? body)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await api.SendAsync(request, Cancel);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancel));
        var accepted = await answer.Content.ReadFromJsonAsync(ApiJson.Default.Accepted, Cancel);
        OperationView? view = null;
        await Eventually.BecomesTrueAsync(
            async () =>
            {
                view = await api.GetFromJsonAsync($"api/operations/{accepted!.Operation}", ApiJson.Default.OperationView, Cancel);
                return view!.FinishedAt is not null;
            },
            $"{method} {path} has ended",
            TimeSpan.FromMinutes(1));
        return view!;
    }
}
