using System.Net;
using System.Net.Http.Json;
using Slipway.Api;
using Slipway.Testing;

namespace Slipway.Scenarios.Directly;

/// <summary>A client that did not hear the answer asks again by the id that it made, also after the server was started again.</summary>
[Collection(Lanes.First)]
public sealed class RequestIdTests(Installation installation) : Scenario(new ServerFixture(installation), ownsServer: true)
{
    [Fact]
    public async Task Request_AskedAgainAfterARestart_BeginsOneOperation()
    {
        var name = NewName("once");
        var id = Guid.NewGuid().ToString("n");
        await DoneAsync("ls");

        var first = await AskAsync(HttpMethod.Post, "/api/clusters", id, Cluster(name));
        await Server.KillAsync();
        await DoneAsync("ls");
        var second = await AskAsync(HttpMethod.Post, "/api/clusters", id, Cluster(name));
        await RunsAsync(name);
        var removal = Guid.NewGuid().ToString("n");
        var removed = await AskAsync(HttpMethod.Delete, $"/api/clusters/{name}", removal, null);
        await Eventually.BecomesTrueAsync(
            async () => (await ReadAsync(ApiJson.Default.ImmutableArrayClusterView, "ls")).IsEmpty, "it is removed", TimeSpan.FromMinutes(1));
        var removedAgain = await AskAsync(HttpMethod.Delete, $"/api/clusters/{name}", removal, null);

        Assert.Equal((HttpStatusCode.Accepted, id), first);
        Assert.Equal(first, second);
        Assert.Equal((HttpStatusCode.Accepted, removal), removed);
        Assert.Equal(removed, removedAgain);
        Assert.Single((await EventsAsync(name)).Where(m => m.Name == "cluster.created"));
        Assert.Equal(HttpStatusCode.Conflict, (await AskAsync(HttpMethod.Delete, $"/api/clusters/{name}", id, null)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await AskAsync(HttpMethod.Delete, $"/api/clusters/{name}", "short", null)).Status);
    }

    [Fact]
    public async Task Health_WithoutToken_AnswersWithReasonsAndMetricsOnlyWhereTheyAreOpen()
    {
        await Server.RunAsync(new Dictionary<string, string?> { ["Slipway__Server__Metrics"] = "open" }, Cancel, "ls");
        using var http = Server.Connect();
        http.DefaultRequestHeaders.Authorization = null;

        var live = await http.GetFromJsonAsync(new Uri("/health/live", UriKind.Relative), ApiJson.Default.HealthView, Cancel);
        var ready = await http.GetFromJsonAsync(new Uri("/health/ready", UriKind.Relative), ApiJson.Default.HealthView, Cancel);
        var metrics = await http.GetStringAsync(new Uri("/metrics", UriKind.Relative), Cancel);
        using var api = await http.GetAsync(new Uri("/api/messages", UriKind.Relative), Cancel);

        Assert.Equal(("healthy", "healthy"), (live!.Status, ready!.Status));
        Assert.Contains(ready.Checks, c => c is { Part: "store", Reason: "answers" });
        Assert.Contains("outbox_pending", metrics, StringComparison.Ordinal);
        Assert.Contains("service_name=\"slipway\"", metrics, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, api.StatusCode);
    }

    private static object Cluster(string name) => new
    {
        name,
        configurations = new[] { new { name = "web", image = new { kind = "registry", reference = Installation.BaseImage }, command = new[] { "sleep", "infinity" } } },
    };

    private Task RunsAsync(string name) => Eventually.BecomesTrueAsync(
        async () => (await ReadAsync(ApiJson.Default.ImmutableArrayClusterView, "ls")).Any(c => c.Name == name && c.State == "running"), $"{name} runs", TimeSpan.FromMinutes(1));

    private async Task<(HttpStatusCode Status, string? Operation)> AskAsync(HttpMethod method, string path, string id, object? body)
    {
        using var http = Server.Connect();
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Add(RequestHeaders.RequestId, id);
        using var response = await http.SendAsync(request, Cancel);
        return (response.StatusCode, response.IsSuccessStatusCode ? (await response.Content.ReadFromJsonAsync(ApiJson.Default.Accepted, Cancel))?.Operation : null);
    }
}
