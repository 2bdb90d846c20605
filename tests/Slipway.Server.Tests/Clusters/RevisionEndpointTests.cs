using System.Collections.Immutable;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Slipway.Api;
using Slipway.Core.Clusters;
using Slipway.Core.Configurations;
using Slipway.Core.Diagnostics;
using Slipway.Messaging;
using Slipway.Server.Tests.Harness;

namespace Slipway.Server.Tests.Clusters;

public sealed class RevisionEndpointTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Revisions_AreListedWithWhatTheyChanged()
    {
        await using var server = await StartAsync();
        var listed = await server.Api.GetFromJsonAsync("api/clusters/shop/revisions", ApiJson.Default.ImmutableArrayRevisionView, Token);

        Assert.Equal([(2, true, "changed web (environment)"), (1, false, "the first one")], listed.Select(r => (r.Number, r.IsCurrent, r.Summary)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?from=1")]
    [InlineData("?from=1&to=2")]
    public async Task Diff_NamesAttributesAndFilesAndNoSecrets(string query)
    {
        await using var server = await StartAsync();
        using var response = await server.Api.GetAsync("api/clusters/shop/revisions/diff" + query, Token);
        var text = await response.Content.ReadAsStringAsync(Token);
        var diff = (await response.Content.ReadFromJsonAsync(ApiJson.Default.RevisionDiffView, Token))!;

        Assert.Equal((1, 2), (diff.From, diff.To));
        var web = Assert.Single(diff.Instances);
        Assert.Equal(["MODE from \"a\" to \"b\"", "PASSWORD changed"], web.Attributes.Select(a => a.Text).Order(StringComparer.Ordinal));
        Assert.Equal([new InputChangeView("compose.yaml", "compose", "changed"), new InputChangeView("web.env", "env_file", "added")], diff.Inputs);
        Assert.DoesNotContain("hunter22", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "revisions/diff?from=7", 404, "revision-not-found")]
    [InlineData("GET", "revisions/diff?to=1", 409, "only-one-revision")]
    [InlineData("GET", "revisions/diff?from=x", 400, "refused")]
    [InlineData("POST", "rollback", 404, "revision-not-found", """{"revision":9}""")]
    [InlineData("POST", "rollback", 400, "no-revision-given", """{"revision":0}""")]
    [InlineData("POST", "rollback", 400, "bad-json", """{"revision":"one"}""")]
    public async Task Request_ThatCannotBe_IsRefused(string method, string path, int status, string code, string? body = null)
    {
        await using var server = await StartAsync();
        using var response = await SendAsync(server, method, "shop/" + path, body);

        Assert.Equal((status, code), ((int)response.StatusCode, (await response.Content.ReadFromJsonAsync(ApiJson.Default.ProblemView, Token))?.Code));
    }

    [Theory]
    [InlineData("redeploy")]
    [InlineData("rollback")]
    [InlineData("pause")]
    [InlineData("resume")]
    public async Task Request_OfAnUnknownOrVanishingEnvironment_IsRefused(string verb)
    {
        await using var server = await StartAsync(state: ClusterState.Removing);
        using var unknown = await SendAsync(server, "POST", "other/" + verb, null);
        using var vanishing = await SendAsync(server, "POST", "shop/" + verb, null);

        Assert.Equal((404, 409), ((int)unknown.StatusCode, (int)vanishing.StatusCode));
    }

    [Fact]
    public async Task PauseAndResume_ShowInTheView()
    {
        await using var server = await StartAsync();
        using var paused = await SendAsync(server, "POST", "shop/pause", null);

        Assert.Equal(new PauseView("shop", true, null), await paused.Content.ReadFromJsonAsync(ApiJson.Default.PauseView, Token));
        Assert.True((await ViewAsync(server)).IsPaused);
        using var resumed = await SendAsync(server, "POST", "shop/resume", null);
        Assert.Equal(200, (int)resumed.StatusCode);
        Assert.False((await ViewAsync(server)).IsPaused);
    }

    [Fact]
    public async Task View_TellsProblemPullRequestAndRepository()
    {
        await using var server = await StartAsync(reference: "refs/pull/7/head");
        var view = await ViewAsync(server);
        var repositories = await server.Api.GetFromJsonAsync("api/repositories", ApiJson.Default.ImmutableArrayRepositoryView, Token);

        Assert.Equal((7, Hook.B, repositories.Single().Id), (view.PullRequest, view.SeenCommit, view.RepositoryId));
        Assert.Equal(Hook.B, view.Problem?.Commit);
        Assert.Equal("XC0001", view.Problem?.Diagnostics.Single().Code);
        Assert.Equal(["shop"], repositories.Single().Environments);
    }

    private static async Task<ServerRun> StartAsync(ClusterState state = ClusterState.Running, string reference = "other")
    {
        var server = await ServerRun.StartAsync();
        var repository = await server.ConnectAsync();
        await using var scope = server.Services.CreateAsyncScope();
        var clusters = scope.ServiceProvider.GetRequiredService<IClusterStore>();
        clusters.Add(new Cluster
        {
            Id = "c1",
            Name = "shop",
            Format = "compose",
            Source = new ClusterSource(repository.Repository, string.Empty, reference, [], []),
            Revision = 2,
            State = state,
            SeenCommit = Hook.B,
            Problem = new ConfigurationProblem(Hook.B, [new Diagnostic("XC0001", Severity.Error, null, "services", "no")]),
            CreatedAt = Noon,
            UpdatedAt = Noon,
        });
        clusters.Add(Revision(1, "a", "hunter22", [new InputFile("compose.yaml", "1", "compose"), new InputFile("web.env", null, "env_file")]));
        clusters.Add(Revision(2, "b", "hunter222", [new InputFile("compose.yaml", "2", "compose"), new InputFile("web.env", "3", "env_file")]));
        await scope.ServiceProvider.GetRequiredService<IMessageSession>().CommitAsync(Token);
        return server;
    }

    private static Revision Revision(int number, string mode, string password, ImmutableArray<InputFile> inputs) => new()
    {
        ClusterId = "c1",
        Number = number,
        Commit = Hook.A,
        Set = new ConfigurationSet
        {
            Configurations =
            [
                new RunnableConfiguration
                {
                    Name = "web",
                    Image = new RegistryImage("web"),
                    Environment = ImmutableSortedDictionary<string, string>.Empty.Add("MODE", mode).Add("PASSWORD", password),
                },
            ],
        },
        ContentHash = mode,
        Inputs = inputs,
        CreatedAt = Noon,
    };

    private static async Task<ClusterView> ViewAsync(ServerRun server) => (await server.Api.GetFromJsonAsync("api/clusters/shop", ApiJson.Default.ClusterView, Token))!;

    private static Task<HttpResponseMessage> SendAsync(ServerRun server, string method, string path, string? body) => server.Api.SendAsync(
        new HttpRequestMessage(new HttpMethod(method), "api/clusters/" + path)
        {
            Content = body is null ? null : new StringContent(body, System.Text.Encoding.UTF8, "application/json"),
        },
        Token);
}
