using System.Collections.Immutable;
using Slipway.Api;
using Slipway.Cli.List;
using Slipway.Cli.Revisions;
using Slipway.Cli.Terminals;
using Slipway.Cli.Tests.Fakes;

namespace Slipway.Cli.Tests.Revisions;

public sealed class RevisionCommandTests
{
    private static readonly RevisionDiffView Diff = new(
        "shop",
        2,
        3,
        "0123456789abcdef",
        "fedcba9876543210",
        [
            new ChangeView("web", "changed", [new AttributeChangeView("environment", "MODE from \"a\" to \"b\"", "a", "b"), new AttributeChangeView("image", "build context web content changed (1 -> 2)", "1", "2")]),
            new ChangeView("worker", "added", []),
            new ChangeView("old", "removed", []),
            new ChangeView("db", "unchanged", []),
        ],
        [new ChangeView("volume data", "added", [])],
        [new InputChangeView("compose.yaml", "compose", "changed"), new InputChangeView("web.env", "env_file", "removed")]);

    [Fact]
    public async Task History_PrintsRevisions()
    {
        await using var cli = new CliRun { Time = CliRun.Noon() };
        cli.Server.Announce().Json("GET /api/clusters/shop/revisions", ImmutableArray.Create(
            new RevisionView(3, true, "fedcba9876543210", Views.Noon.AddMinutes(-3), ["web"], "changed web (environment)", []),
            new RevisionView(2, false, null, Views.Noon.AddDays(-3), ["web"], "the first one", [])));

        Assert.Equal(ExitCodes.Success, await cli.RunAsync("history", "shop"));

        Golden.Matches("table-history", cli.OutLines);
    }

    [Fact]
    public void DiffText_Render() => Golden.Matches("diff", DiffText.Render(Diff, Palette.Plain));

    [Theory]
    [InlineData("GET /api/clusters/shop/revisions/diff")]
    [InlineData("GET /api/clusters/shop/revisions/diff?from=2", "2")]
    [InlineData("GET /api/clusters/shop/revisions/diff?from=2&to=3", "2", "3")]
    public async Task Diff_Revisions_AreAskedFor(string request, params string[] revisions)
    {
        await using var cli = new CliRun();
        cli.Server.Announce().Json("GET /api/clusters/shop/revisions/diff", Diff);

        Assert.Equal(ExitCodes.Success, await cli.RunAsync(["diff", "shop", .. revisions]));
        Assert.Contains(request, cli.Server.Requests);
    }

    [Theory]
    [InlineData("redeploy", "POST /api/clusters/shop/redeploy")]
    [InlineData("rollback", "POST /api/clusters/shop/rollback {\"revision\":2}", "2")]
    public async Task Operation_Succeeds_ShowsWhatUpShows(string verb, string request, params string[] more)
    {
        await using var cli = new CliRun();
        cli.Server.Announce().Json($"POST /api/clusters/shop/{verb}", new Accepted("op1"), 200).Stream("op1", [Views.Running(1), Views.Succeeded()]);

        Assert.Equal(ExitCodes.Success, await cli.RunAsync([verb, "shop", .. more]));

        Assert.Contains(request, cli.Server.Requests);
        Assert.StartsWith("guestbook is up: 1 image built", cli.OutLines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redeploy_Fails_ShowsTheReason()
    {
        await using var cli = new CliRun();
        cli.Server.Announce().Json("POST /api/clusters/shop/redeploy", new Accepted("op1"), 200).Stream("op1", [Views.Failed()]);

        Assert.Equal(ExitCodes.Failed, await cli.RunAsync("redeploy", "shop"));
        Assert.Contains("error: web: its container ended with exit code 3, three times", cli.ErrorLines);
    }

    [Fact]
    public async Task Rollback_NoSuchRevision_SaysWhereTheyAreListed()
    {
        await using var cli = new CliRun();
        cli.Server.Announce().Json("GET /api/clusters", ImmutableArray.Create(Views.Cluster("shop")));
        cli.Server.Problem("POST /api/clusters/shop/rollback", 404, "revision-not-found", "No such revision", "The environment \"shop\" has no revision 9; its current one is 3.");

        Assert.Equal(ExitCodes.NotFound, await cli.RunAsync("rollback", "shop", "9"));
        Assert.Equal("  next step: slipway history shop lists its revisions", cli.ErrorLines[^1]);
    }

    [Theory]
    [InlineData("pause", true, null, "shop is paused; 'slipway resume shop' deploys what is pushed meanwhile")]
    [InlineData("resume", false, null, "shop follows its branch again; nothing was pushed meanwhile")]
    [InlineData("resume", false, "op1", "shop follows its branch again and catches up; watch it with 'slipway events shop -f'")]
    public async Task PauseAndResume_SayWhatFollows(string verb, bool paused, string? operation, string expected)
    {
        await using var cli = new CliRun();
        cli.Server.Announce().Json($"POST /api/clusters/shop/{verb}", new PauseView("shop", paused, operation));

        Assert.Equal(ExitCodes.Success, await cli.RunAsync(verb, "shop"));
        Assert.Equal(expected, cli.OutLines[0]);
    }

    [Fact]
    public async Task Pause_UnknownName_SuggestsTheNearest()
    {
        await using var cli = new CliRun();
        cli.Server.Announce().Json("GET /api/clusters", ImmutableArray.Create(Views.Cluster("shop"))).Problem("POST /api/clusters/shpo/pause", 404, "cluster-not-found", "No such environment", "…");

        Assert.Equal(ExitCodes.NotFound, await cli.RunAsync("pause", "shpo"));
        Assert.Equal("error: there is no environment 'shpo'; did you mean 'shop'?", cli.ErrorLines[0]);
    }

    [Theory]
    [InlineData("running", false, false, "running")]
    [InlineData("running", true, false, "running, paused")]
    [InlineData("running", false, true, "config error")]
    [InlineData("failed", true, true, "config error, paused")]
    [InlineData("removing", false, true, "removing")]
    public void ClusterTable_State(string state, bool paused, bool problem, string expected) => Assert.Equal(
        expected, ClusterTable.State(Views.Cluster("shop", state) with { IsPaused = paused, Problem = problem ? new ConfigurationProblemView("abc", []) : null }));
}
