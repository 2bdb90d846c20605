using System.Collections.Immutable;
using Slipway.Api;
using Slipway.Cli.Messages;
using Slipway.Cli.Terminals;
using Slipway.Cli.Tests.Fakes;

namespace Slipway.Cli.Tests.Messages;

public sealed class MessagesCommandTests
{
    private const string Id = "0199f3a2b4c57abc8d1e2f3a4b5c6d7e";
    private static readonly Screen Narrow = new(true, 80, 24, Palette.Plain);

    [Fact]
    public void Tables_Lay() => Golden.Matches("table-messages", [.. MessageTable.LaySummary(Summary(), Views.Noon, Screen.None), "", .. MessageTable.LayRows(Rows(), Views.Noon, Screen.None)]);

    [Fact]
    public void Tables_NarrowTerminal_CutTheOutcomeOnly() => Golden.Matches("table-messages-narrow", MessageTable.LayRows(Rows(), Views.Noon, Narrow));

    [Fact]
    public void Text_DeadLetter() => Golden.Matches("message", new MessageText(CliRun.Noon(), Screen.None, "slipway", whole: false).Render(Dead()));

    [Fact]
    public void Text_Whole_ShowsTheStacks() => Assert.Contains(
        "       at Slipway.Core.Deploying.Deployer.DeployAsync()", new MessageText(CliRun.Noon(), Screen.None, "slipway", whole: true).Render(Dead()));

    [Fact]
    public void Text_EscapeSequencesOfOthers_AreTakenOut()
    {
        var message = Dead() with { Body = "\e[2J not JSON" };

        Assert.All(new MessageText(CliRun.Noon(), Screen.None, "slipway", whole: true).Render(message), line => Assert.DoesNotContain('\e', line));
    }

    [Fact]
    public async Task Messages_Filters_AreAskedFor()
    {
        await using var cli = Cli("GET /api/messages?state=dead%2Cretrying&name=cluster.deploy&reason=not%20answer&olderThan=5m&limit=3", Rows());

        var exitCode = await cli.RunAsync(
            "messages", "--state", "dead,retrying", "--name", "cluster.deploy", "--reason", "not answer", "--older-than", "5m", "--limit", "2");

        Assert.Equal(ExitCodes.Success, exitCode);
        Assert.Contains("GET /api/messages/summary?name=cluster.deploy", cli.Server.Requests);
        Assert.Equal(["there are more than 2; --limit shows them"], cli.ErrorLines);
        Assert.Equal(2, cli.OutLines.SkipWhile(line => line.Length > 0).Skip(2).Count());
    }

    [Fact]
    public async Task Messages_Json_PrintsBothTables()
    {
        await using var cli = Cli("GET /api/messages", Rows());

        Assert.Equal(ExitCodes.Success, await cli.RunAsync("messages", "--json"));
        var overview = System.Text.Json.JsonSerializer.Deserialize(cli.Out, ApiJson.Default.MessageOverview)!;
        Assert.Equal((Summary().Length, Rows().Length), (overview.Summary.Length, overview.Messages.Length));
    }

    [Fact]
    public async Task Messages_None_SaysSo()
    {
        await using var cli = new CliRun();
        cli.Server.Announce().Json<ImmutableArray<MessageSummaryView>>("GET /api/messages/summary", []).Json<ImmutableArray<MessageView>>("GET /api/messages", []);

        Assert.Equal(ExitCodes.Success, await cli.RunAsync("messages"));
        Assert.Equal("", cli.Out);
        Assert.Equal(["no message waits, runs or was given up"], cli.ErrorLines);
    }

    [Fact]
    public async Task Show_UnknownId_ExitsWithNotFound()
    {
        await using var cli = new CliRun();
        cli.Server.Announce().Problem("GET /api/messages/ffff", 404, "message-not-found", "No such message", "There is no message ffff.");

        Assert.Equal(ExitCodes.NotFound, await cli.RunAsync("messages", "show", "ffff"));
        Assert.Equal(["error: No such message: There is no message ffff."], cli.ErrorLines);
    }

    [Fact]
    public async Task Replay_OneOfTwoRefused_SaysBothAndExitsWithFailed()
    {
        await using var cli = new CliRun();
        cli.Variables["USER"] = "eve";
        cli.Server.Announce().Json<ImmutableArray<MessageActionView>>("POST /api/messages/replay",
        [
            new MessageActionView(Id, MessageActionResults.Done, "0199ffff", "sent again as 0199ffff"),
            new MessageActionView("0199aaaa", MessageActionResults.Refused, null, "it is done; only a dead letter can be sent again"),
        ]);

        Assert.Equal(ExitCodes.Failed, await cli.RunAsync("messages", "replay", Id[..12], "0199aaaa"));
        Assert.Equal(["0199f3a2b4c57abc  sent again as 0199ffff", "0199aaaa  refused: it is done; only a dead letter can be sent again"], cli.OutLines);
        Assert.Contains("""POST /api/messages/replay {"ids":["0199f3a2b4c5","0199aaaa"],"all":false,"by":"eve"}""", cli.Server.Requests);
    }

    [Fact]
    public async Task Replay_AnotherBodyFromStandardInput_IsSent()
    {
        await using var cli = new CliRun { In = """{"clusterId":"c1"}""" };
        cli.Server.Announce().Json<ImmutableArray<MessageActionView>>("POST /api/messages/replay", []);

        Assert.Equal(ExitCodes.Success, await cli.RunAsync("messages", "replay", Id, "--body", "-"));
        Assert.Contains(cli.Server.Requests, request => request.Contains(@"""body"":""{\u0022clusterId\u0022:\u0022c1\u0022}""", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Replay_AllAtARate_SendsWhichAndHowFast()
    {
        await using var cli = new CliRun();
        cli.Variables["USER"] = "eve";
        cli.Server.Announce().Json<ImmutableArray<MessageActionView>>("POST /api/messages/replay", []);

        Assert.Equal(ExitCodes.Success, await cli.RunAsync("messages", "replay", "--all", "--name", "cluster.deploy", "--rate", "2.5"));
        Assert.Contains("""POST /api/messages/replay {"ids":[],"all":true,"name":"cluster.deploy","rate":2.5,"by":"eve"}""", cli.Server.Requests);
    }

    [Fact]
    public async Task Drop_SendsWhoAndWhy()
    {
        await using var cli = new CliRun();
        cli.Variables["USER"] = "eve";
        cli.Server.Announce().Json<ImmutableArray<MessageActionView>>(
            "POST /api/messages/drop", [new MessageActionView(Id, MessageActionResults.Done, null, "dropped by eve: gone")]);

        Assert.Equal(ExitCodes.Success, await cli.RunAsync("messages", "drop", Id, "--why", "gone"));
        Assert.Contains($$"""POST /api/messages/drop {"ids":["{{Id}}"],"why":"gone","by":"eve"}""", cli.Server.Requests);
    }

    [Theory]
    [InlineData("--state takes ready, waiting, running, retrying, dead, done, superseded, replayed, dropped, not 'lost'", "messages", "--state", "lost")]
    [InlineData("--older-than takes an age such as 30s, 5m, 2h or 1d, not '5 minutes'", "messages", "--older-than", "5 minutes")]
    [InlineData("--limit takes 1 to 1000", "messages", "--limit", "0")]
    [InlineData("name messages by their ids, or say --all", "messages", "replay")]
    [InlineData("name messages by their ids, or say --all", "messages", "replay", "0199", "--all")]
    [InlineData("--name, --reason and --older-than belong to --all", "messages", "replay", "0199", "--name", "x")]
    [InlineData("--body takes one message", "messages", "replay", "--all", "--body", "-")]
    [InlineData("Option '--why' is required", "messages", "drop", "0199")]
    [InlineData("unknown argument 'shw'; did you mean 'show'?", "messages", "shw")]
    public async Task CommandLine_Wrong_IsOneErrorWithExitCodeUsage(string message, params string[] arguments)
    {
        await using var cli = new CliRun();

        Assert.Equal(ExitCodes.Usage, await cli.RunAsync(arguments));
        Assert.Equal("error: " + message, cli.ErrorLines[0]);
    }

    [Fact]
    public async Task Events_WithADeadLetter_PointsToIt()
    {
        await using var cli = new CliRun();
        var dead = Views.Message(Id, "task", "cluster.deploy", null, 0, new TimelineDelivery("core", "dead", 8, 2, 7, "gave up after 8 attempts"));
        cli.Server.Announce().Json<ImmutableArray<TimelineEntry>>("GET /api/clusters/guestbook/events", [dead]);

        Assert.Equal(ExitCodes.Success, await cli.RunAsync("events", "guestbook"));
        Assert.Equal(
            [
                "notice: 0199f3a2b4c57abc is a dead letter: it was given up",
                "  next step: slipway messages show 0199f3a2b4c57abc says why, slipway messages replay 0199f3a2b4c57abc sends it again",
            ],
            cli.ErrorLines);
    }

    private static CliRun Cli(string request, ImmutableArray<MessageView> rows)
    {
        var cli = new CliRun();
        cli.Server.Announce().Json("GET /api/messages/summary", Summary()).Json(request, rows);
        return cli;
    }

    private static ImmutableArray<MessageSummaryView> Summary() =>
    [
        new("cluster.deploy", 2, 0, 1, 0, 12, Views.Noon.AddHours(-3)),
        new("compose.cluster.create", 0, 1, 0, 1, 0, Views.Noon.AddSeconds(-12)),
    ];

    private static ImmutableArray<MessageView> Rows() =>
    [
        Row("0199f3a2b4c67abc8d1e2f3a4b5c6d7e", MessageStates.Running, 1, null, -4) with { Progress = 0.25 },
        Row("0199f3a2b4c57fff8d1e2f3a4b5c6d7e", MessageStates.Retrying, 3, "the engine does not answer at unix:///var/run/docker.sock: no such file", -70) with { DueAt = Views.Noon.AddSeconds(14.5) },
        Row(Id, MessageStates.Dead, 8, "gave up after 8 attempts: the engine does not answer", -10_800),
    ];

    private static MessageView Row(string id, string state, int attempts, string? outcome, double since) => new()
    {
        Id = id,
        Kind = "task",
        Name = "cluster.deploy",
        Application = "slipway",
        State = state,
        Since = Views.Noon.AddSeconds(since),
        Attempts = attempts,
        Outcome = outcome,
        Operation = "op1",
        SentAt = Views.Noon.AddSeconds(since),
    };

    private static MessageDetailView Dead() => new()
    {
        Id = Id,
        Kind = "task",
        Name = "cluster.deploy",
        Version = 1,
        Operation = "op1",
        CausedBy = "m5",
        TraceId = "4bf92f3577b34da6a3ce929d0e0e4736",
        TraceParent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        SentAt = Views.Noon.AddHours(-3),
        Body = """{"clusterId":"c1","clusterName":"guestbook","revision":1}""",
        BodyBytes = 58,
        BodyIsCut = false,
        Deliveries =
        [
            new MessageDeliveryView(
                Rows()[2], null, null, Views.Noon.AddHours(-3), Views.Noon.AddHours(-3), "cluster:c1", null, null,
                [
                    new MessageAttemptView(
                        7, Views.Noon.AddHours(-3).AddSeconds(-62), Views.Noon.AddHours(-3).AddSeconds(-61), "failed", "Slipway.Core.Engines.EngineUnreachableException",
                        "the engine does not answer", "Slipway.Core.Engines.EngineUnreachableException: the engine does not answer\n   at Slipway.Core.Deploying.Deployer.DeployAsync()"),
                    new MessageAttemptView(
                        8, Views.Noon.AddHours(-3), Views.Noon.AddHours(-3).AddMilliseconds(3), "dead", "Slipway.Core.Engines.EngineUnreachableException",
                        "gave up after 8 attempts: the engine does not answer", null),
                ]),
        ],
        Before = [.. Views.ImportFlow().Take(5)],
        After = [Views.Message("m8", "event", "cluster.deploy-failed", Id, 500)],
    };
}
