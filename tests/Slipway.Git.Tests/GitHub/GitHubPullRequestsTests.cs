using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Slipway.Core.Sources;
using Slipway.Git.GitHub.Client;

namespace Slipway.Git.Tests.GitHub;

public sealed class GitHubPullRequestsTests
{
    private const string Open = "GET /api/v3/repos/team/shop/pulls";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ListOpen_SeveralPullRequests_ReadsWhatIsNeededOfEach()
    {
        await using var gitHub = await GitHubStandIn.StartAsync();
        gitHub.On(Open, 200, """
            [
              {"number":7,"state":"open","labels":[{"name":"environment"},{"name":"bug"}],
               "head":{"sha":"AAAA","ref":"login","repo":{"id":1}},"base":{"sha":"b","ref":"main","repo":{"id":1}}},
              {"number":8,"state":"open","labels":[],"head":{"sha":"cccc","ref":"main","repo":{"id":2}},"base":{"sha":"b","ref":"main","repo":{"id":1}}},
              {"number":9,"state":"open","labels":[],"head":{"sha":"dddd","ref":"main","repo":null},"base":{"sha":"b","ref":"main","repo":{"id":1}}}
            ]
            """);

        var open = (await ListAsync(gitHub))!.Value;

        Assert.Equal([(7, "aaaa", "login", false, true), (8, "cccc", "main", true, true), (9, "dddd", "main", true, true)], open.Select(p => (p.Number, p.Commit, p.Branch, p.IsFork, p.IsOpen)));
        Assert.Equal(["environment", "bug"], open[0].Labels);
        var request = Assert.Single(gitHub.Requests);
        Assert.Equal((Open, "Token t0ken"), (request.Request, request.Authorization));
    }

    [Theory]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(500)]
    public async Task ListOpen_Refused_IsTriedAgainAtTheNextLook(int status)
    {
        await using var gitHub = await GitHubStandIn.StartAsync();
        gitHub.On(Open, status, """{"message":"no"}""");

        var error = await Assert.ThrowsAsync<SourceException>(() => ListAsync(gitHub));

        Assert.Equal(SourceFailure.Unreachable, error.Failure);
        Assert.StartsWith("GitHub does not tell the pull requests of team/shop: ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("t0ken", error.ToString(), StringComparison.Ordinal);
    }

    private static Task<System.Collections.Immutable.ImmutableArray<Slipway.Imports.Repositories.PullRequest>?> ListAsync(GitHubStandIn gitHub) =>
        new GitHubPullRequests(new GitHubAccess(Options.Create(new GitHubOptions { Token = "t0ken", Address = gitHub.Address }), new FakeTimeProvider())).ListOpenAsync("team/shop", Token);
}
