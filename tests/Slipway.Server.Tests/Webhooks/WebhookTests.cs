using System.Diagnostics;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Slipway.Api;
using Slipway.Imports.Repositories;
using Slipway.Server.Tests.Harness;
using Slipway.Server.Webhooks;

namespace Slipway.Server.Tests.Webhooks;

public sealed class WebhookTests
{
    private static readonly string None = new('0', 40);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Receive_Push_IsStoredWithItsDeliveryAndPublished()
    {
        await using var server = await ServerRun.StartAsync((WebhookSecret.Key, Hook.Secret));
        var repository = await server.ConnectAsync();
        var before = server.Pushed();

        Assert.Equal("published", await SendAsync(server, "push", Hook.Push("refs/heads/main"), "delivery-1"));

        Assert.Equal(before + 1, server.Pushed());
        await using var scope = server.Services.CreateAsyncScope();
        var store = scope.ServiceProvider.GetRequiredService<IConnectedRepositoryStore>();
        Assert.True(await store.IsDeliveredAsync("delivery-1", Token));
        Assert.Equal(Hook.B, (await store.FindRefAsync(repository.Id, "refs/heads/main", Token))?.Commit);
    }

    [Fact]
    public async Task WarmUp_AfterTheStart_StoresNothing()
    {
        await using var server = await ServerRun.StartAsync((WebhookSecret.Key, Hook.Secret));
        await server.ConnectAsync();
        var before = server.Pushed();
        using var warmUp = ActivatorUtilities.CreateInstance<WebhookWarmUp>(server.Services);
        await warmUp.StartAsync(Token);
        await warmUp.ExecuteTask!;

        Assert.Equal(before, server.Pushed());
        await using var scope = server.Services.CreateAsyncScope();
        var store = scope.ServiceProvider.GetRequiredService<IConnectedRepositoryStore>();
        Assert.False(await store.IsDeliveredAsync("warm-up-stored", Token));
        Assert.False(await store.IsDeliveredAsync("warm-up-0", Token));
        Assert.Empty(await store.ListRefsAsync("warm-up", Token));
    }

    [Fact]
    public async Task Receive_SameCommitInAnotherDelivery_IsKnown()
    {
        await using var server = await ServerRun.StartAsync((WebhookSecret.Key, Hook.Secret));
        await server.ConnectAsync();
        await SendAsync(server, "push", Hook.Push("refs/heads/main"));
        var before = server.Pushed();

        Assert.Equal("known", await SendAsync(server, "push", Hook.Push("refs/heads/main")));
        Assert.Equal(before, server.Pushed());
    }

    [Fact]
    public async Task Receive_BranchDeletedByBothEvents_IsPublishedOnce()
    {
        await using var server = await ServerRun.StartAsync((WebhookSecret.Key, Hook.Secret));
        await server.ConnectAsync();
        await SendAsync(server, "push", Hook.Push("refs/heads/main"));
        var before = server.Pushed();

        Assert.Equal("published", await SendAsync(server, "push", Hook.Push("refs/heads/main", Hook.B, None)));
        await SendAsync(server, "delete", $$"""{"ref":"main","ref_type":"branch",{{Hook.Repository}}}""");

        Assert.Equal(before + 1, server.Pushed());
    }

    [Theory]
    [InlineData("Team/Shop", null, "published")]
    [InlineData("TEAM/shop", null, "published")]
    [InlineData("Team/Other", null, "ignored")]
    [InlineData("Team/Other", "clone_url", "published")]
    [InlineData("Team/Other", "ssh_url", "published")]
    [InlineData("Team/Other", "html_url", "published")]
    public async Task Receive_Repository_IsFoundByNameOrAddress(string name, string? urlName, string expected)
    {
        await using var server = await ServerRun.StartAsync((WebhookSecret.Key, Hook.Secret));
        var repository = await server.ConnectAsync();
        var url = urlName is null ? string.Empty : $",\"{urlName}\":\"{repository.Repository}\"";
        var before = server.Stored();

        Assert.Equal(expected, await SendAsync(server, "push", Hook.Push("refs/heads/main", repository: $"\"repository\":{{\"full_name\":\"{name}\"{url}}}")));
        Assert.Equal(expected == "ignored", before == server.Stored());
    }

    [Theory]
    [InlineData("ping", """{"zen":"…"}""")]
    [InlineData("star", "{}")]
    public async Task Receive_NothingToDo_IsIgnored(string name, string body)
    {
        await using var server = await ServerRun.StartAsync((WebhookSecret.Key, Hook.Secret));
        await server.ConnectAsync();
        var before = server.Stored();

        Assert.Equal("ignored", await SendAsync(server, name, body));
        Assert.Equal(before, server.Stored());
    }

    [Fact]
    public async Task Receive_Create_HasTheRepositoryLookedAtSoon()
    {
        await using var server = await ServerRun.StartAsync((WebhookSecret.Key, Hook.Secret));
        await server.ConnectAsync();

        Assert.Equal("looking", await SendAsync(server, "create", $$"""{"ref":"x","ref_type":"branch",{{Hook.Repository}}}""", "delivery-1"));
        Assert.Equal("repeated", await SendAsync(server, "create", $$"""{"ref":"x","ref_type":"branch",{{Hook.Repository}}}""", "delivery-1"));
    }

    [Fact]
    public async Task Receive_PullRequest_IsStored()
    {
        await using var server = await ServerRun.StartAsync((WebhookSecret.Key, Hook.Secret));
        var repository = await server.ConnectAsync();

        await SendAsync(server, "pull_request", $$$"""{"number":7,"pull_request":{"state":"open","labels":[],"head":{"sha":"{{{Hook.B}}}","ref":"x","repo":null}},{{{Hook.Repository}}}}""");

        await using var scope = server.Services.CreateAsyncScope();
        var stored = await scope.ServiceProvider.GetRequiredService<IConnectedRepositoryStore>().FindPullRequestAsync(repository.Id, 7, Token);
        Assert.Equal((Hook.B, true, true), (stored?.Commit, stored?.IsFork, stored?.IsOpen));
    }

    [Fact]
    public async Task Receive_ManyPushesOfOneRefAtOnce_AreAllTaken()
    {
        await using var server = await ServerRun.StartAsync((WebhookSecret.Key, Hook.Secret));
        await server.ConnectAsync();

        var results = await Task.WhenAll(Enumerable.Range(1, 4).Select(i => SendAsync(server, "push", Hook.Push("refs/heads/main", after: new string((char)('0' + i), 40)))));

        Assert.All(results, r => Assert.Equal("published", r));
    }

    [Fact]
    public async Task Receive_Push_IsAnsweredQuickly()
    {
        await using var server = await ServerRun.StartAsync((WebhookSecret.Key, Hook.Secret));
        await server.ConnectAsync();
        var times = new List<double>();
        for (var i = 0; i < 40; i++)
        {
            var begun = Stopwatch.GetTimestamp();
            await SendAsync(server, "push", Hook.Push("refs/heads/main", after: i.ToString("x40", System.Globalization.CultureInfo.InvariantCulture)[..39] + "f"));
            times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }

        // The first ones compile. A machine under load is slower than the 50 ms that are promised, but no Git call fits into the best half.
        var median = times.Order().ElementAt(times.Count / 2);
        TestContext.Current.TestOutputHelper?.WriteLine($"median {median:0.0} ms, slowest {times.Max():0.0} ms");
        Assert.InRange(median, 0, 50);
    }

    [Fact]
    public async Task Secret_NotSet_IsMadeForItsUserOnlyAndAccepted()
    {
        await using var server = await ServerRun.StartAsync();
        var view = await server.ConnectAsync();
        var file = Path.Combine(server.Home, "webhook-secret");

        Assert.Equal($"the content of {file}", view.Webhook?.SecretPlace);
        Assert.Equal("/webhooks/github", view.Webhook?.Path);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(file));
        var secret = (await File.ReadAllTextAsync(file, Token)).Trim();
        Assert.Equal(64, secret.Length);
        using var request = Hook.Request("push", Hook.Push("refs/heads/main"));
        request.Headers.Remove(Git.GitHub.Webhooks.WebhookSignature.Header);
        request.Headers.Add(Git.GitHub.Webhooks.WebhookSignature.Header, Git.GitHub.Webhooks.WebhookSignature.Of(await request.Content!.ReadAsByteArrayAsync(Token), secret));
        using var response = await server.Anybody.SendAsync(request, Token);
        Assert.Equal(202, (int)response.StatusCode);
        Assert.DoesNotContain(server.Logged, l => l.Contains(secret, StringComparison.Ordinal));
    }

    private static async Task<string?> SendAsync(ServerRun server, string name, string body, string? delivery = null)
    {
        using var request = Hook.Request(name, body, delivery);
        using var response = await server.Anybody.SendAsync(request, Token);
        Assert.True((int)response.StatusCode == 202, await response.Content.ReadAsStringAsync(Token));
        return (await response.Content.ReadFromJsonAsync(ApiJson.Default.PushedView, Token))?.Result;
    }
}
