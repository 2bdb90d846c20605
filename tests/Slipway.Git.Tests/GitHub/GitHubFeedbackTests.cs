using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Slipway.Git.GitHub.Client;
using Slipway.Imports.Feedback;
using Slipway.Messaging;

namespace Slipway.Git.Tests.GitHub;

public sealed class GitHubFeedbackTests
{
    private const string Statuses = "POST /api/v3/repos/team/shop/statuses/abc123";
    private const string Comments = "/api/v3/repos/team/shop/issues/7/comments";
    private const string Comment42 = "PATCH /api/v3/repos/team/shop/issues/comments/42";
    private const string Marker = "<!-- ours -->";
    private static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(Noon);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(FeedbackState.Pending, "pending")]
    [InlineData(FeedbackState.Success, "success")]
    [InlineData(FeedbackState.Failure, "failure")]
    [InlineData(FeedbackState.Superseded, "error")]
    public async Task Report_State_IsACommitStatusOfItsEnvironment(FeedbackState state, string expected)
    {
        await using var gitHub = await GitHubStandIn.StartAsync();
        gitHub.On(Statuses, 201, "{}");

        await Feedback(gitHub).ReportAsync("team/shop", new CommitFeedback("abc123", "shop-pr-7", state, "revision 3 runs", "http://localhost:8080"), Token);

        var request = Assert.Single(gitHub.Requests);
        Assert.Equal((Statuses, "Token t0ken"), (request.Request, request.Authorization));
        Assert.StartsWith("Slipway", request.UserAgent, StringComparison.Ordinal);
        Assert.Equal(
            (expected, "slipway/shop-pr-7", "revision 3 runs", "http://localhost:8080"), (request.Text("state"), request.Text("context"), request.Text("description"), request.Text("target_url")));
    }

    [Fact]
    public async Task Comment_NoneKnownOrThere_IsCreated()
    {
        await using var gitHub = await GitHubStandIn.StartAsync();
        gitHub.On("GET " + Comments, 200, """[{"id":1,"body":"hello"}]""").On("POST " + Comments, 201, """{"id":42}""");

        Assert.Equal(42, await Feedback(gitHub).CommentAsync("team/shop", 7, null, Marker, Marker + "\nruns", Token));

        Assert.Equal(["GET " + Comments, "POST " + Comments], gitHub.Requests.Select(r => r.Request));
        Assert.Equal(Marker + "\nruns", gitHub.Requests.Last().Text("body"));
    }

    [Fact]
    public async Task Comment_Known_IsEdited()
    {
        await using var gitHub = await GitHubStandIn.StartAsync();
        gitHub.On(Comment42, 200, """{"id":42}""");

        Assert.Equal(42, await Feedback(gitHub).CommentAsync("team/shop", 7, 42, Marker, "failed", Token));

        Assert.Equal("failed", Assert.Single(gitHub.Requests).Text("body"));
    }

    [Fact]
    public async Task Comment_WrittenBeforeItsIdWasStored_IsFoundAndEdited()
    {
        await using var gitHub = await GitHubStandIn.StartAsync();
        gitHub.On("GET " + Comments, 200, $$"""[{"id":1,"body":"about {{Marker}}"},{"id":42,"body":"{{Marker}}\nold"}]""").On(Comment42, 200, """{"id":42}""");

        Assert.Equal(42, await Feedback(gitHub).CommentAsync("team/shop", 7, null, Marker, "new", Token));
        Assert.Equal(["GET " + Comments, Comment42], gitHub.Requests.Select(r => r.Request));
    }

    [Fact]
    public async Task Comment_DeletedByHand_IsCreatedAgain()
    {
        await using var gitHub = await GitHubStandIn.StartAsync();
        gitHub.On(Comment42, 404, """{"message":"Not Found"}""").On("POST " + Comments, 201, """{"id":43}""");

        Assert.Equal(43, await Feedback(gitHub).CommentAsync("team/shop", 7, 42, Marker, "new", Token));
    }

    [Theory]
    [InlineData(401, true)]
    [InlineData(403, true)]
    [InlineData(404, true)]
    [InlineData(422, true)]
    [InlineData(500, false)]
    [InlineData(502, false)]
    public async Task Report_Refused_IsPermanentWhereTryingAgainCannotHelp(int status, bool expected)
    {
        await using var gitHub = await GitHubStandIn.StartAsync();
        gitHub.On(Statuses, status, """{"message":"no"}""");

        var error = await Assert.ThrowsAnyAsync<Exception>(() => Feedback(gitHub).ReportAsync("team/shop", Any, Token));

        Assert.Equal(expected, error is PermanentFailureException);
        Assert.DoesNotContain("t0ken", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_RateLimited_IsTriedAgain()
    {
        await using var gitHub = await GitHubStandIn.StartAsync();
        gitHub.On(Statuses, 403, """{"message":"API rate limit exceeded"}""", ("X-RateLimit-Limit", "60"), ("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset", "1900000000"));

        Assert.IsNotType<PermanentFailureException>(await Assert.ThrowsAnyAsync<Exception>(() => Feedback(gitHub).ReportAsync("team/shop", Any, Token)));
    }

    [Fact]
    public async Task Report_NobodyThere_IsTriedAgain()
    {
        var gitHub = await GitHubStandIn.StartAsync();
        var feedback = Feedback(gitHub);
        await gitHub.DisposeAsync();

        Assert.IsNotType<PermanentFailureException>(await Assert.ThrowsAnyAsync<Exception>(() => feedback.ReportAsync("team/shop", Any, Token)));
    }

    [Fact]
    public async Task App_ProvesItselfOnceAnHour()
    {
        await using var gitHub = await GitHubStandIn.StartAsync();
        gitHub.On("POST /api/v3/app/installations/9/access_tokens", 201, $$"""{"token":"hourly","expires_at":"{{Noon.AddHours(1):O}}"}""").On(Statuses, 201, "{}");
        using var key = RSA.Create(2048);
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, key.ExportRSAPrivateKeyPem(), Token);
            var feedback = Feedback(gitHub, new GitHubOptions { AppId = 5, InstallationId = 9, PrivateKeyFile = file, Address = gitHub.Address });
            await feedback.ReportAsync("team/shop", Any, Token);
            await feedback.ReportAsync("team/shop", Any, Token);

            Assert.Equal(["Bearer", "Token hourly", "Token hourly"], gitHub.Requests.Select(r => r.Authorization.StartsWith("Bearer ", StringComparison.Ordinal) ? "Bearer" : r.Authorization));
            var parts = gitHub.Requests.First().Authorization["Bearer ".Length..].Split('.');
            Assert.True(key.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
            var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1])).RootElement;
            Assert.Equal("5", claims.GetProperty("iss").GetString());
            Assert.Equal(Noon.AddMinutes(9).ToUnixTimeSeconds(), claims.GetProperty("exp").GetInt64());

            _time.Advance(TimeSpan.FromMinutes(56));
            await feedback.ReportAsync("team/shop", Any, Token);
            Assert.Equal(5, gitHub.Requests.Count);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData(null, null, true)]
    [InlineData("t", null, true)]
    [InlineData("t", 5L, false)]
    [InlineData(null, 5L, false)]
    public void Options_AreCheckedTogether(string? token, long? app, bool expected) =>
        Assert.Equal(expected, new GitHubOptionsValidator().Validate(null, new GitHubOptions { Token = token, AppId = app }).Succeeded);

    private static CommitFeedback Any => new("abc123", "shop", FeedbackState.Success, "runs", null);

    private GitHubFeedback Feedback(GitHubStandIn gitHub, GitHubOptions? options = null) =>
        new(new GitHubAccess(Options.Create(options ?? new GitHubOptions { Token = "t0ken", Address = gitHub.Address }), _time));
}
