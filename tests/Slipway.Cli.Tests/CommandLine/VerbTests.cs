using System.CommandLine;
using Slipway.Api;
using Slipway.Cli.CommandLine;
using Slipway.Cli.Tests.Fakes;

namespace Slipway.Cli.Tests.CommandLine;

public sealed class VerbTests
{
    private static readonly string[] NamedVerbs = ["ps", "logs", "events", "plan", "rm", "history", "diff", "redeploy", "pause", "resume"];

    public static TheoryData<string> Named => [.. NamedVerbs];

    [Theory, MemberData(nameof(Named))]
    public async Task Verb_UnknownName_SuggestsTheOneThatWasMeant(string verb)
    {
        await using var cli = new CliRun();
        cli.Server.Announce().Json<System.Collections.Immutable.ImmutableArray<ClusterView>>("GET /api/clusters", [Views.Cluster("guestbook"), Views.Cluster("shop")]);

        var exitCode = await cli.RunAsync(verb, "guestbok");

        Assert.Equal(ExitCodes.NotFound, exitCode);
        Assert.Equal(["error: there is no environment 'guestbok'; did you mean 'guestbook'?", "  next step: slipway ls lists them all"], cli.ErrorLines);
    }

    [Fact]
    public async Task Ls_Json_PrintsTheArray()
    {
        await using var cli = new CliRun();
        cli.Server.Announce().Json<System.Collections.Immutable.ImmutableArray<ClusterView>>("GET /api/clusters", [Views.Cluster("guestbook")]);

        Assert.Equal(ExitCodes.Success, await cli.RunAsync("ls", "--json"));
        Assert.Equal("[", cli.OutLines[0]);
        Assert.Contains("    \"name\": \"guestbook\",", cli.OutLines);
    }

    [Fact]
    public async Task Logs_ServiceAndTail_AreAskedForAndPrefixed()
    {
        await using var cli = new CliRun();
        cli.Server.Announce().Text(
            "GET /api/clusters/guestbook/logs?service=web&tail=5",
            """
            {"instance":"web","container":"guestbook-web-1","time":"2026-03-04T12:00:00Z","stream":"out","text":"listening"}
            {"instance":"db","container":"guestbook-db-1","time":"2026-03-04T12:00:01Z","stream":"err","text":"ready"}

            """,
            "application/x-ndjson");

        Assert.Equal(ExitCodes.Success, await cli.RunAsync("logs", "guestbook", "web", "--tail", "5"));
        Assert.Equal(["web-1 | listening", "db-1  | ready"], cli.OutLines);
    }

    [Fact]
    public async Task Rm_Volumes_AsksForThemAndNamesWhatStays()
    {
        await using var cli = new CliRun();
        cli.Server.Announce()
            .Json("DELETE /api/clusters/guestbook?volumes=true", new Accepted("op1"))
            .Stream("op1", [Views.Succeeded() with { Kind = "remove", Notices = ["the external volume 'shared' stays"] }]);

        Assert.Equal(ExitCodes.Success, await cli.RunAsync("rm", "guestbook", "--volumes"));
        Assert.StartsWith("guestbook is removed in ", cli.Out, StringComparison.Ordinal);
        Assert.Contains("notice: the external volume 'shared' stays", cli.ErrorLines);
    }

    [Fact]
    public async Task Plan_HasProblems_ExitsWithFailed()
    {
        await using var cli = new CliRun();
        cli.Server.Announce().Json("GET /api/clusters/guestbook/plan", new PlanView("guestbook", 1, [], [], ["port 80 is taken"], [], string.Empty));

        Assert.Equal(ExitCodes.Failed, await cli.RunAsync("plan", "guestbook"));
        Assert.Contains("error: port 80 is taken", cli.OutLines);
    }

    [Theory]
    [InlineData("unknown command 'lss'; did you mean 'ls'?", "lss")]
    [InlineData("unknown option '--nam'; did you mean '--name'?", "up", "--nam", "x")]
    [InlineData("unknown argument 'two'", "ps", "one", "two")]
    [InlineData("--tail takes a number of lines or 'all', not 'few'", "logs", "guestbook", "--tail", "few")]
    [InlineData("--wait-timeout takes seconds, more than 0 and at most 86400", "up", ".", "--wait-timeout", "0")]
    public async Task CommandLine_Wrong_IsOneErrorWithExitCodeUsage(string message, params string[] arguments)
    {
        await using var cli = new CliRun();

        Assert.Equal(ExitCodes.Usage, await cli.RunAsync(arguments));
        Assert.Equal("error: " + message, cli.ErrorLines[0]);
    }

    [Fact]
    public async Task Help_EachVerb_HasExamplesThatParse()
    {
        await using var cli = new CliRun();
        var root = SlipwayCommand.Create(new Surroundings
        {
            Out = TextWriter.Null,
            Error = TextWriter.Null,
            OutScreen = () => Slipway.Cli.Terminals.Screen.None,
            ErrorScreen = () => Slipway.Cli.Terminals.Screen.None,
            In = TextReader.Null,
            Variables = new Dictionary<string, string>(),
            Directory = cli.Directory,
            Time = TimeProvider.System,
        });

        foreach (var command in root.Subcommands.SelectMany(c => c.Subcommands.Prepend(c)))
        {
            var verb = Assert.IsAssignableFrom<Verb>(command);
            Assert.NotEmpty(verb.Examples);
            Assert.All(verb.Examples, example => Assert.Empty(root.Parse(example.Split(" # ")[0].Split(" || ")[0].Split(" && ")[0]).Errors));
            var path = command.Parents.OfType<Verb>().Select(parent => parent.Name).Append(verb.Name);
            Assert.Equal(ExitCodes.Success, await cli.RunAsync([.. path, "--help"]));
            Assert.Contains($"  slipway {verb.Examples[0].Split(" # ")[0]}", cli.Out, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void VerbFirst()
    {
        Assert.Equal(["config", "-f", "a.yaml", "-p", "x", "--format", "json"], ArgumentOrder.VerbFirst(["-f", "a.yaml", "-p", "x", "config", "--format", "json"]));
        Assert.Equal(["config", "--profile=dev"], ArgumentOrder.VerbFirst(["--profile=dev", "config"]));
        Assert.Equal(["logs", "x", "-f"], ArgumentOrder.VerbFirst(["logs", "x", "-f"]));
        Assert.Equal(["--help"], ArgumentOrder.VerbFirst(["--help"]));
        Assert.Equal(["-f"], ArgumentOrder.VerbFirst(["-f"]));
    }
}
