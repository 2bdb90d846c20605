using System.Net.Http.Json;
using Slipway.Api;
using Slipway.Server.Tests.Harness;

namespace Slipway.Server.Tests.Repositories;

public sealed class RepositoryEndpointTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET", "api/repositories")]
    [InlineData("POST", "api/repositories")]
    [InlineData("DELETE", "api/repositories/x")]
    [InlineData("POST", "api/repositories/x/pushed")]
    public async Task Request_WithoutTheToken_IsRefused(string method, string path)
    {
        await using var server = await ServerRun.StartAsync();
        using var response = await server.Anybody.SendAsync(new HttpRequestMessage(new HttpMethod(method), path), Token);

        Assert.Equal(401, (int)response.StatusCode);
    }

    [Fact]
    public async Task Connect_ListAndDisconnect_AreOneStory()
    {
        await using var server = await ServerRun.StartAsync();
        var connected = await server.ConnectAsync();
        var listed = await server.Api.GetFromJsonAsync("api/repositories", ApiJson.Default.ImmutableArrayRepositoryView, Token);

        Assert.Equal((connected.Id, true, "team/shop"), (listed.Single().Id, listed.Single().IsLocal, listed.Single().GitHub));
        Assert.Equal(["main"], connected.Branches);
        Assert.Equal(("none", 300), (connected.PullRequests, connected.EverySeconds));

        using var gone = await server.Api.DeleteAsync($"api/repositories/{connected.Id}?environments=keep", Token);
        Assert.Equal(connected.Repository, (await gone.Content.ReadFromJsonAsync(ApiJson.Default.DisconnectedView, Token))?.Repository);
        using var again = await server.Api.DeleteAsync($"api/repositories/{connected.Id}", Token);
        Assert.Equal((404, "repository-not-found"), ((int)again.StatusCode, await CodeAsync(again)));
    }

    [Theory]
    [InlineData("""{"repository":""}""", 400, "no-repository")]
    [InlineData("""{"repository":"--upload-pack=touch /tmp/x"}""", 422, "source")]
    [InlineData("""{"repository":"ext::sh -c id"}""", 422, "source")]
    [InlineData("""{"repository":"/does/not/exist"}""", 422, "source")]
    [InlineData("""{"repository":"/x","pullRequests":"some"}""", 400, "bad-pull-requests")]
    [InlineData("""{"repository":"/x","everySeconds":0}""", 400, "bad-interval")]
    [InlineData("""{"repository":7}""", 400, "bad-json")]
    public async Task Connect_WhatCannotBe_IsRefusedAndNothingIsStored(string body, int status, string code)
    {
        await using var server = await ServerRun.StartAsync();
        var before = server.Stored();
        using var response = await server.Api.PostAsync("api/repositories", new StringContent(body, System.Text.Encoding.UTF8, "application/json"), Token);

        Assert.Equal((status, code), ((int)response.StatusCode, await CodeAsync(response)));
        Assert.Equal(before, server.Stored());
    }

    [Fact]
    public async Task Pushed_RefAndCommit_ArePublishedOnce()
    {
        await using var server = await ServerRun.StartAsync();
        var repository = await server.ConnectAsync();
        var before = server.Pushed();
        var commit = TestGit.Commit(repository.Repository, "main");

        Assert.Equal("published", await PushedAsync(server, repository, $$"""{"ref":"refs/heads/main","after":"{{commit}}"}"""));
        Assert.Equal("known", await PushedAsync(server, repository, $$"""{"ref":"refs/heads/main","after":"{{commit}}"}"""));
        Assert.Equal(before + 1, server.Pushed());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("{}")]
    [InlineData("""{"ref":"refs/heads/main"}""")]
    public async Task Pushed_WithoutRefOrCommit_LooksAtAllRefs(string? body)
    {
        await using var server = await ServerRun.StartAsync();
        var repository = await server.ConnectAsync();
        TestGit.Commit(repository.Repository, "main");

        Assert.Equal("published", await PushedAsync(server, repository, body));
        Assert.Equal("known", await PushedAsync(server, repository, body));
    }

    [Theory]
    [InlineData("../../x")]
    [InlineData("--upload-pack=x")]
    [InlineData("refs/heads/a\\nb")]
    public async Task Pushed_BadRef_IsRefused(string reference)
    {
        await using var server = await ServerRun.StartAsync();
        var repository = await server.ConnectAsync();
        var before = server.Stored();
        foreach (var body in new[] { $$"""{"ref":"{{reference}}"}""", $$"""{"ref":"{{reference}}","after":"{{Hook.B}}"}""" })
        {
            using var response = await PostAsync(server, repository, body);
            Assert.Equal((422, "source"), ((int)response.StatusCode, await CodeAsync(response)));
        }

        Assert.Equal(before, server.Stored());
    }

    private static async Task<string?> PushedAsync(ServerRun server, RepositoryView repository, string? body)
    {
        using var response = await PostAsync(server, repository, body);
        Assert.True((int)response.StatusCode == 202, await response.Content.ReadAsStringAsync(Token));
        return (await response.Content.ReadFromJsonAsync(ApiJson.Default.PushedView, Token))?.Result;
    }

    private static Task<HttpResponseMessage> PostAsync(ServerRun server, RepositoryView repository, string? body) => server.Api.PostAsync(
        $"api/repositories/{repository.Id}/pushed", body is null ? null : new StringContent(body, System.Text.Encoding.UTF8, "application/json"), Token);

    private static async Task<string?> CodeAsync(HttpResponseMessage response) => (await response.Content.ReadFromJsonAsync(ApiJson.Default.ProblemView, Token))?.Code;
}
