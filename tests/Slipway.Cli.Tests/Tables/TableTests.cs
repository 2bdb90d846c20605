using Slipway.Api;
using Slipway.Cli.Containers;
using Slipway.Cli.Events;
using Slipway.Cli.List;
using Slipway.Cli.Plan;
using Slipway.Cli.Terminals;
using Slipway.Cli.Tests.Fakes;

namespace Slipway.Cli.Tests.Tables;

public sealed class TableTests
{
    private static readonly Screen Narrow = new(true, 72, 24, Palette.Plain);

    [Fact]
    public void ClusterTable_Lay() => Golden.Matches(
        "table-ls",
        ClusterTable.Lay([Views.Cluster("guestbook"), Views.Cluster("shop-feature", "failed") with { Addresses = [], Repository = null }], Views.Noon, Screen.None));

    [Fact]
    public void StateReasons_Of_ConfigErrorAndFailure_SayWhy()
    {
        var wrong = Views.Cluster("shop") with
        {
            Problem = new ConfigurationProblemView("0123456789", [new DiagnosticView("XC0301", "error", "compose.yaml", 3, 5, "services.web.inti", "did you mean init?")]),
        };
        var failed = Views.Cluster("other", "failed") with { Failure = new FailureView("web", "it ended with exit code 1", null, [], "look") };

        Assert.Equal(
            [$"shop: commit 0123456 is not deployed, revision {wrong.Revision} stays: compose.yaml:3:5: error XC0301: services.web.inti: did you mean init?", "other: web: it ended with exit code 1"],
            new[] { wrong, failed, Views.Cluster("well") }.SelectMany(StateReasons.Of));
    }

    [Fact]
    public void ContainerTable_Lay() => Golden.Matches("table-ps", ContainerTable.Lay(
        [
            new ContainerView("0123456789abcdef", "guestbook-web-1", "web", "running", "healthy", null, 0, [new AddressView("web", "80/tcp", 8080, "http://localhost:8080")]),
            new ContainerView("fedcba9876543210", "guestbook-migrate-1", "migrate", "exited", "", 0, 0, []),
            new ContainerView("aaaaaaaaaaaaaaaa", "guestbook-worker-1", "worker", "restarting", "", 3, 12, []),
        ],
        Narrow));

    [Fact]
    public void PlanText_Render() => Golden.Matches("plan", PlanText.Render(
        new PlanView(
            "guestbook",
            3,
            [
                new PlannedOperation(1, [], "build-image", "image:web", "web", "its Git tree changed"),
                new PlannedOperation(2, [], "stop-container", "container:guestbook-web-1", "web", "it is replaced"),
                new PlannedOperation(3, [1, 2], "create-container", "container:guestbook-web-1", "web", "its image changed from slipway/web:1 to slipway/web:2"),
            ],
            [new PlannedKeep("db", "guestbook-db-1", "same configuration")],
            [],
            ["port 8080 is taken; web gets 8081"],
            string.Empty),
        Screen.None));

    [Fact]
    public void PlanText_NothingToDo_SaysSo()
    {
        var lines = PlanText.Render(new PlanView("guestbook", 1, [], [new PlannedKeep("db", "guestbook-db-1", "same configuration")], [], [], string.Empty), Screen.None);

        Assert.Equal("guestbook, revision 1: nothing to do, 1 container unchanged", lines[0]);
    }

    [Fact]
    public void TimelineText_ImportFlow() => Golden.Matches("events", TimelineText.Render(Views.ImportFlow(), TimeZoneInfo.Utc, Screen.None));

    [Fact]
    public void TimelineText_ShuffledAndSeveralSubscribers_KeepsOrderAndChains()
    {
        var other = Views.Message("n1", "event", "compose.requested", null, 60_000, Views.Done("import"), new TimelineDelivery("audit", "dead", 5, 2, 7, "gave up after 5 attempts")) with
        {
            Operation = "op2",
            TraceId = "00f067aa0ba902b7",
        };

        Golden.Matches("events-chains", TimelineText.Render([other, .. Views.ImportFlow().Reverse()], TimeZoneInfo.Utc, Narrow));
    }

    [Fact]
    public void TimelineFeed_EntryComesAgain_PrintsOnlyWhatIsNew()
    {
        var feed = new TimelineFeed(TimeZoneInfo.Utc, Screen.None);
        var waiting = Views.Message("m1", "task", "cluster.deploy", null, 0, new TimelineDelivery("core", "ready", 0, null, null, null));
        var running = waiting with { Deliveries = [new TimelineDelivery("core", "running", 1, 2, null, null)] };
        var done = waiting with { Deliveries = [Views.Done("core", 2, 1500)] };

        List<string> lines = [.. feed.Advance(waiting), .. feed.Advance(running), .. feed.Advance(running), .. feed.Advance(done), .. feed.Advance(done)];

        Golden.Matches("events-follow", lines);
    }
}
