using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Slipway.Api;
using Slipway.Testing;

namespace Slipway.Scenarios.Pushing;

/// <summary>What GitHub tells by signed webhooks, for a real repository.</summary>
[Collection(Lanes.First)]
public sealed class WebhookTests(ServerFixture server) : PushScenario(server), IClassFixture<ServerFixture>
{
    private const string Project = "acme/shop";
    private const string Once = "72d3162e-cc78-11e3-81ab-4c9367dc0958";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Webhook_PushAndPullRequest_BringTheirEnvironmentsInStep()
    {
        var name = NewName("hooked");
        var git = await GitServerAsync(Plain.Files(name));
        await DoneAsync("connect", git.Bare, "--github", Project, "--pull-requests");
        await DeployedAsync(name, await git.HeadAsync());

        var before = await git.HeadAsync();
        git.Clone.Release(1, 2);
        var commit = await git.PushAsync();
        var push = $$"""{ "ref": "refs/heads/main", "before": "{{before}}", "after": "{{commit}}", "repository": { "full_name": "{{Project}}" } }""";
        Assert.Equal((401, "bad-signature"), await TellAsync("push", push, secret: "guessed"));
        Assert.Equal((202, "published"), await TellAsync("push", push, delivery: Once));
        Assert.Equal((202, "repeated"), await TellAsync("push", push, delivery: Once));
        await DeployedAsync(name, commit);
        Assert.Contains("RELEASE=2", (await ContainerAsync(name, "web")).Environment);

        var main = await ContainersAsync(name);
        await git.Clone.GitAsync("switch", "--quiet", "--create", "better");
        git.Clone.Release(2, 3);
        var proposed = await git.Clone.CommitAsync();
        await git.Clone.GitAsync("push", "--quiet", "origin", "HEAD:refs/heads/better", "HEAD:refs/pull/7/head");
        Assert.Equal((202, "published"), await TellAsync("pull_request", PullRequest("opened", "open", proposed)));
        await Eventually.BecomesTrueAsync(async () => await OfPullRequestAsync() is { State: "running" }, "the pull request has an environment", Patience);
        var environment = Owned((await OfPullRequestAsync())!.Name);
        Assert.Contains("RELEASE=3", (await ContainerAsync(environment, "web")).Environment);

        Assert.Equal((202, "published"), await TellAsync("pull_request", PullRequest("closed", "closed", proposed)));
        await Eventually.BecomesTrueAsync(async () => await OfPullRequestAsync() is null, "the environment of the pull request is gone", Patience);
        Assert.Empty(await Engine.EverythingAsync(environment, Cancel));
        Assert.Equal(main.Select(c => c.Identity), (await ContainersAsync(name)).Select(c => c.Identity));
    }

    private static string PullRequest(string action, string state, string commit) => $$"""
        {
          "action": "{{action}}", "number": 7, "repository": { "full_name": "{{Project}}" },
          "pull_request": {
            "number": 7, "state": "{{state}}", "labels": [],
            "head": { "ref": "better", "sha": "{{commit}}", "repo": { "full_name": "{{Project}}" } },
            "base": { "ref": "main", "repo": { "full_name": "{{Project}}" } }
          }
        }
        """;

    private async Task<ClusterView?> OfPullRequestAsync() => (await ReadAsync(ApiJson.Default.ImmutableArrayClusterView, "ls")).FirstOrDefault(c => c.PullRequest == 7);

    /// <summary>Sends a webhook as GitHub does; returns the status and what became of it.</summary>
    private async Task<(int Status, string? Result)> TellAsync(string @event, string payload, string? secret = null, string? delivery = null)
    {
        var body = Encoding.UTF8.GetBytes(payload);
        secret ??= (await File.ReadAllTextAsync(Path.Combine(Server.Home, "webhook-secret"), Cancel)).Trim();
        using var request = new HttpRequestMessage(HttpMethod.Post, "webhooks/github") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add("X-GitHub-Event", @event);
        request.Headers.Add("X-GitHub-Delivery", delivery ?? Guid.NewGuid().ToString());
        request.Headers.Add("X-Hub-Signature-256", "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body)));
        using var http = Server.Connect();
        http.DefaultRequestHeaders.Authorization = null;
        using var answer = await http.SendAsync(request, Cancel);
        var text = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel)).RootElement;
        return ((int)answer.StatusCode, text.TryGetProperty("result", out var result) ? result.GetString() : text.GetProperty("code").GetString());
    }
}
