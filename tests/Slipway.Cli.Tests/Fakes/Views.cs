using System.Collections.Immutable;
using Slipway.Api;

namespace Slipway.Cli.Tests.Fakes;

/// <summary>Answers of the server, with defaults for all that a test is not about.</summary>
internal static class Views
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    public static InstanceView Instance(string name, string phase, string detail = "", double at = 0) => new(name, phase, detail, Noon.AddSeconds(at));

    public static OperationView Running(long version, string phase = "deploying", params InstanceView[] instances) => new()
    {
        Id = "op1",
        Kind = "import",
        State = OperationStates.Running,
        Version = version,
        Phase = phase,
        Cluster = "guestbook",
        Instances = [.. instances],
        StartedAt = Noon,
    };

    public static OperationView Succeeded(long version = 9) => Running(version) with
    {
        State = OperationStates.Succeeded,
        Phase = string.Empty,
        Plan = new PlanSummary(Operations: 6, Builds: 1, Pulls: 0, Creates: 2, Replaces: 0, Removes: 0, Unchanged: 1),
        Addresses = [new AddressView("web", "80/tcp", 8080, "http://localhost:8080")],
        FinishedAt = Noon.AddSeconds(12.3),
    };

    public static OperationView Failed() => Running(9) with
    {
        State = OperationStates.Failed,
        Failure = new FailureView("web", "its container ended with exit code 3, three times", "compose.yaml:7:12", ["starting", "no such table: entries"], "correct the command, then run up again"),
    };

    public static OperationView Rejected(params DiagnosticView[] diagnostics) => Running(3) with
    {
        State = OperationStates.Rejected,
        Diagnostics = [.. diagnostics],
    };

    public static ClusterView Cluster(string name, string state = "running") => new()
    {
        Id = "c-" + name,
        Name = name,
        State = state,
        Format = "compose",
        Repository = "/home/user/shop",
        Ref = "main",
        Commit = "0123456789abcdef",
        Revision = 2,
        Addresses = [new AddressView("web", "80/tcp", 8080, "http://localhost:8080")],
        CreatedAt = Noon.AddHours(-3),
        UpdatedAt = Noon.AddMinutes(-5),
    };

    public static TimelineEntry Message(string id, string kind, string name, string? cause, double at, params TimelineDelivery[] deliveries) =>
        new(id, kind, name, "op1", cause, "4bf92f3577b34da6a3ce929d0e0e4736", Noon.AddMilliseconds(at), [.. deliveries]);

    public static TimelineDelivery Done(string consumer = "import", double queued = 1.5, double ran = 20, string? outcome = null) =>
        new(consumer, "done", 1, queued, ran, outcome);

    public static ImmutableArray<TimelineEntry> ImportFlow() =>
    [
        Message("m1", "event", "compose.requested", null, 0, Done()),
        Message("m2", "task", "compose.parse-config", "m1", 22, Done(ran: 310.4)),
        Message("m3", "event", "compose.parsed", "m2", 333, Done()),
        Message("m4", "task", "compose.cluster.create", "m3", 355, Done()),
        Message("m5", "event", "cluster.created", "m4", 377, Done("core")),
        Message("m6", "task", "cluster.deploy", "m5", 399, new TimelineDelivery("core", "done", 2, 3, 12_345, "3 created, 1 built")),
        Message("m7", "event", "cluster.deployed", "m6", 12_750),
    ];
}
