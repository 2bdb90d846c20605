using System.Collections.Immutable;
using Slipway.Api;
using Slipway.Cli.Repositories;
using Slipway.Cli.Terminals;
using Slipway.Cli.Tests.Fakes;

namespace Slipway.Cli.Tests.Repositories;

public sealed class ConnectCommandTests
{
    private static readonly RepositoryView Shop = new()
    {
        Id = "r1",
        Repository = "https://github.com/team/shop",
        GitHub = "team/shop",
        Branches = ["main", "release/*"],
        PullRequests = "labelled",
        Label = "preview",
        EverySeconds = 90,
        Environments = ["shop"],
        LookedAt = Views.Noon.AddMinutes(-2),
        Webhook = new WebhookView("/webhooks/github", "the content of /home/user/.local/share/slipway/webhook-secret", ["push", "create", "delete", "pull_request"]),
    };

    [Fact]
    public async Task Connect_GitHub_SendsTheSettingsAndSaysWhatToSetUp()
    {
        await using var cli = new CliRun();
        cli.Server.Announce().Json("POST /api/repositories", Shop);

        var exitCode = await cli.RunAsync(
            "connect", "https://github.com/team/shop", "--branches", "main", "release/*", "--pull-requests", "--label", "preview", "--name", "{project}-{number}", "--every", "90s", "-f", "a.yaml", "--profile", "dev");

        Assert.True(exitCode == ExitCodes.Success, cli.Error);
        var request = Assert.Single(cli.Server.Requests, text => text.StartsWith("POST", StringComparison.Ordinal));
        Assert.Equal(
            """POST /api/repositories {"repository":"https://github.com/team/shop","branches":["main","release/*"],"pullRequests":"labelled","label":"preview","forks":false,"files":["a.yaml"],"profiles":["dev"],"namePattern":"{project}-{number}","everySeconds":90}""",
            System.Text.RegularExpressions.Regex.Unescape(request));
        Golden.Matches("connect-github", cli.OutLines);
    }

    [Fact]
    public async Task Connect_Path_OffersTheHook()
    {
        await using var cli = new CliRun();
        Directory.CreateDirectory(Path.Combine(cli.Directory, "repo"));
        cli.Server.Announce().Json("POST /api/repositories", Shop with { Repository = "/srv/shop", GitHub = null, IsLocal = true, PullRequests = "none" });

        Assert.Equal(ExitCodes.Success, await cli.RunAsync("connect", "repo"));

        Golden.Matches("connect-path", cli.OutLines);
    }

    [Fact]
    public async Task Connect_Refused_SaysWhatToDo()
    {
        await using var cli = new CliRun();
        cli.Server.Announce().Problem("POST /api/repositories", 422, "source", "The repository cannot be used", "it does not answer");

        Assert.Equal(ExitCodes.Rejected, await cli.RunAsync("connect", "https://example.org/shop.git"));

        Assert.Equal(["error: The repository cannot be used: it does not answer", "  next step: correct what is named above and repeat; slipway connect --help shows every setting"], cli.ErrorLines);
    }

    [Theory]
    [InlineData("30s", 30.0)]
    [InlineData("5m", 300.0)]
    [InlineData("1.5h", 5400.0)]
    public void Seconds(string typed, double expected) => Assert.Equal(expected, ConnectCommand.Seconds(typed));

    [Theory]
    [InlineData("5")]
    [InlineData("m")]
    [InlineData("1s")]
    [InlineData("25h")]
    [InlineData("-5m")]
    [InlineData("5 minutes")]
    public void Seconds_Nonsense_IsAUsageError(string typed) => Assert.Equal(ExitCodes.Usage, Assert.Throws<CliException>(() => ConnectCommand.Seconds(typed)).ExitCode);

    [Fact]
    public async Task Connect_HookForAUrl_IsAUsageError()
    {
        await using var cli = new CliRun();

        Assert.Equal(ExitCodes.Usage, await cli.RunAsync("connect", "https://github.com/team/shop", "--hook"));
        Assert.Empty(cli.Server.Requests);
    }

    [Fact]
    public void Repos_Lay() => Golden.Matches("table-repos", ReposCommand.Lay(
        [Shop, Shop with { Repository = "/srv/shop", Directory = "deploy", PullRequests = "all", Forks = true, Environments = [], LookedAt = null, LookError = "it does not answer" }], Views.Noon, Screen.None));

    [Theory]
    [InlineData("r1")]
    [InlineData("team/shop")]
    [InlineData("Team/Shop")]
    [InlineData("https://github.com/team/shop/")]
    public async Task Disconnect_NameOfAnyKind_FindsIt(string typed)
    {
        await using var cli = new CliRun();
        cli.Server.Announce().Json("GET /api/repositories", ImmutableArray.Create(Shop)).Json("DELETE /api/repositories/r1", new DisconnectedView(Shop.Repository, [], ["shop"]));

        Assert.Equal(ExitCodes.Success, await cli.RunAsync("disconnect", typed, "--remove-environments"));

        Assert.Contains("DELETE /api/repositories/r1?environments=remove", cli.Server.Requests);
        Assert.Equal("  are being removed: shop", cli.OutLines[^1]);
    }

    [Fact]
    public async Task Disconnect_UnknownName_SuggestsTheNearest()
    {
        await using var cli = new CliRun();
        cli.Server.Announce().Json("GET /api/repositories", ImmutableArray.Create(Shop));

        Assert.Equal(ExitCodes.NotFound, await cli.RunAsync("disconnect", "team/shpo"));
        Assert.Equal(["error: no repository 'team/shpo' is connected; did you mean 'team/shop'?", "  next step: slipway repos lists them all"], cli.ErrorLines);
    }
}
