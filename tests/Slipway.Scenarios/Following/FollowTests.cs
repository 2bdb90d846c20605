using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Slipway.Api;
using Slipway.Testing;

namespace Slipway.Scenarios.Following;

/// <summary>A connected repository: a bare one as the remote, a clone, and real pushes.</summary>
[Collection(Lanes.Second)]
public sealed class FollowTests(ServerFixture server) : Scenario(server), IClassFixture<ServerFixture>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Push_ThroughAHook_ReplacesExactlyWhatChanged()
    {
        var (name, clone, bare) = await RepositoriesAsync();
        await DoneAsync("connect", bare, "--every", "24h", "--hook");
        await ColourAsync(name, "red");
        var before = await ContainersAsync(name);

        await PushAsync(clone, "blue");

        await ColourAsync(name, "blue");
        Assert.Equal(before.Single(c => c.Service == "steady").Id, (await ContainerAsync(name, "steady")).Id);
        var revisions = await ReadAsync(ApiJson.Default.ImmutableArrayRevisionView, "history", name);
        Assert.Equal([(2, "changed changing (environment); 1 unchanged"), (1, "the first one")], revisions.Select(r => (r.Number, r.Summary)));
    }

    [Fact]
    public async Task Push_ThroughASignedWebhook_IsDeployedOnce()
    {
        var (name, clone, bare) = await RepositoriesAsync();
        await DoneAsync("connect", bare, "--every", "24h", "--github", $"team/{name}");
        await ColourAsync(name, "red");
        var (commitBefore, commit) = await PushAsync(clone, "blue");
        var body = $$$"""{"ref":"refs/heads/main","before":"{{{commitBefore}}}","after":"{{{commit}}}","repository":{"full_name":"Team/{{{name}}}"}}""";

        Assert.Equal((401, "bad-signature"), await DeliverAsync(body, "guessed"));
        var secret = (await File.ReadAllTextAsync(Path.Combine(Server.Home, "webhook-secret"), Cancel)).Trim();
        Assert.Equal((202, "published"), await DeliverAsync(body, secret));
        Assert.Equal((202, "repeated"), await DeliverAsync(body, secret));

        await ColourAsync(name, "blue");
        Assert.Equal(2, (await ReadAsync(ApiJson.Default.ImmutableArrayRevisionView, "history", name)).Length);
    }

    [Fact]
    public async Task Push_OfWrongFiles_IsAConfigErrorUntilTheNextGoodOne()
    {
        var (name, clone, bare) = await RepositoriesAsync();
        await DoneAsync("connect", bare, "--every", "24h", "--hook");
        await ColourAsync(name, "red");
        var before = await ContainersAsync(name);
        clone.Write("compose.yaml", (await File.ReadAllTextAsync(Path.Combine(clone.Directory, "compose.yaml"), Cancel)) + "bad: [\n");
        await PushAsync(clone);
        await ViewAsync(name, v => v.Problem is not null);

        Assert.Contains("config error", (await DoneAsync("ls")).Out, StringComparison.Ordinal);
        Assert.Equal(before.Select(c => c.Id), (await ContainersAsync(name)).Select(c => c.Id));

        clone.Replace("compose.yaml", "bad: [\n", string.Empty);
        await PushAsync(clone, "blue");
        await ColourAsync(name, "blue");
        Assert.Null((await ViewAsync(name, v => v.State == "running")).Problem);
    }

    [Fact]
    public async Task Branch_ComesAndGoes_TakesItsEnvironmentAlong()
    {
        var (name, clone, bare) = await RepositoriesAsync();
        var other = Owned($"{name}-feature-x");
        await DoneAsync("connect", bare, "--every", "24h", "--hook", "--branches", "main", "feature/*");
        await ColourAsync(name, "red");
        var before = await ContainersAsync(name);
        await clone.GitAsync("push", "--quiet", "origin", "main:feature/x");
        await ColourAsync(other, "red");

        await clone.GitAsync("push", "--quiet", "origin", ":feature/x");
        await Eventually.BecomesTrueAsync(async () => (await ContainersAsync(other)).IsEmpty, $"{other} is gone", Patience);

        Assert.Equal(before.Select(c => c.Identity), (await ContainersAsync(name)).Select(c => c.Identity));
    }

    [Fact]
    public async Task Pause_PushAndResume_DeploysWhatCameMeanwhile()
    {
        var (name, clone, bare) = await RepositoriesAsync();
        await DoneAsync("connect", bare, "--every", "24h", "--hook");
        await ColourAsync(name, "red");
        await DoneAsync("pause", name);
        var (_, commit) = await PushAsync(clone, "blue");
        await DoneAsync("pushed", bare);

        await DoneAsync("redeploy", name);
        await ColourAsync(name, "red");
        await DoneAsync("resume", name);
        await ColourAsync(name, "blue");
        var view = await ViewAsync(name, v => v.State == "running");
        Assert.Equal((commit, commit, false), (view.Commit, view.SeenCommit, view.IsPaused));

        await DoneAsync("rollback", name, "1");
        await ColourAsync(name, "red");
        Assert.Equal(commit, (await ViewAsync(name, v => v.State == "running")).SeenCommit);
    }

    private async Task<(string Name, TestRepository Clone, string Bare)> RepositoriesAsync()
    {
        var name = NewName("follow");
        var clone = await RepositoryAsync(("compose.yaml", $"""
            name: {name}
            services:
              changing:
                image: {Installation.BaseImage}
                command: ["sleep", "infinity"]
                environment:
                  COLOUR: red
              steady:
                image: {Installation.BaseImage}
                command: ["sleep", "infinity"]

            """));
        // Inside of .git it goes with the clone, and no commit takes it up.
        var bare = Path.Combine(clone.Directory, ".git", "remote.git");
        await clone.GitAsync("init", "--quiet", "--bare", "--initial-branch=main", bare);
        await clone.GitAsync("remote", "add", "origin", bare);
        await clone.GitAsync("push", "--quiet", "origin", "main");
        return (name, clone, bare);
    }

    private static async Task<(string Before, string After)> PushAsync(TestRepository clone, string? colour = null)
    {
        if (colour is not null)
        {
            clone.Replace("compose.yaml", "COLOUR: red", $"COLOUR: {colour}");
        }

        var before = (await clone.GitAsync("rev-parse", "HEAD")).Trim();
        var after = await clone.CommitAsync();
        await clone.GitAsync("push", "--quiet", "origin", "main");
        return (before, after);
    }

    /// <summary>Waits until the one container has the colour and the deployment has ended.</summary>
    private async Task ColourAsync(string name, string colour)
    {
        await Eventually.BecomesTrueAsync(
            async () => (await ContainersAsync(name)).Where(c => c.Service == "changing").ToArray() is [var only] && only.Environment.Contains($"COLOUR={colour}"),
            $"{name} is {colour}",
            Patience);
        await ViewAsync(name, v => v.State == "running");
    }

    private async Task<ClusterView> ViewAsync(string name, Func<ClusterView, bool> isThere)
    {
        using var http = Server.Connect();
        ClusterView? view = null;
        await Eventually.BecomesTrueAsync(
            async () =>
            {
                view = JsonSerializer.Deserialize(await http.GetStringAsync(new Uri($"api/clusters/{name}", UriKind.Relative), Cancel), ApiJson.Default.ClusterView)!;
                return isThere(view);
            },
            $"{name} is as expected",
            Patience);
        return view!;
    }

    private async Task<(int Status, string? Result)> DeliverAsync(string body, string secret)
    {
        using var http = Server.Connect();
        http.DefaultRequestHeaders.Authorization = null;
        using var request = new HttpRequestMessage(HttpMethod.Post, "webhooks/github") { Content = new StringContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("X-GitHub-Event", "push");
        request.Headers.Add("X-GitHub-Delivery", "11111111-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)))[..20]);
        request.Headers.Add("X-Hub-Signature-256", "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(body))));
        using var response = await http.SendAsync(request, Cancel);
        var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancel)).RootElement;
        return ((int)response.StatusCode, answer.TryGetProperty("result", out var result) ? result.GetString() : answer.GetProperty("code").GetString());
    }
}
