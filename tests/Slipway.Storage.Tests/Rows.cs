using System.Collections.Immutable;
using Slipway.Core.Clusters;
using Slipway.Core.Configurations;
using Slipway.Core.Diagnostics;
using Slipway.Core.Operations;

namespace Slipway.Storage.Tests;

/// <summary>What tests store.</summary>
internal static class Rows
{
    public static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, 123, 456, TimeSpan.Zero);

    public static ConfigurationSet Set { get; } = new()
    {
        Configurations =
        [
            new RunnableConfiguration
            {
                Name = "web",
                Image = new RegistryImage("nginx:1"),
                Replicas = 0,
                Mounts = [new FileMount("/etc/x", true, "eA==")],
                DependsOn = [new Dependency("db", DependencyCondition.Healthy, false)],
            },
        ],
    };

    public static Cluster Cluster(string id = "c1", string name = "shop") => new()
    {
        Id = id,
        Name = name,
        Format = "compose",
        Source = new ClusterSource("/srv/shop", "deploy", "main", ["a.yaml"], ["dev"]),
        Revision = 1,
        State = ClusterState.Deploying,
        CreatedAt = Now,
        UpdatedAt = Now,
    };

    public static Revision Revision(string clusterId = "c1", int number = 1) => new()
    {
        ClusterId = clusterId,
        Number = number,
        Commit = "0123456789abcdef0123456789abcdef01234567",
        Set = Set,
        ContentHash = "hash",
        Inputs = [new InputFile("compose.yaml", "abc", "compose"), new InputFile(".env", null, "dotenv")],
        Diagnostics = [new Diagnostic("SC0201", Severity.Warning, new SourceLocation("compose.yaml", 3, 5), "services.web.gpus", "not honoured yet")],
        CreatedAt = Now,
    };

    public static ClusterOperation Operation(string id = "o1", int minutes = 0) => new()
    {
        Id = id,
        Kind = OperationKind.Import,
        State = OperationState.Running,
        ClusterId = "c1",
        ClusterName = "shop",
        StartedAt = Now.AddMinutes(minutes),
    };

    public static DeploymentRecord Deployment { get; } = new(
        1, "#1: x", new PlanCounts(1, 0, 0, 1, 0, 0, 0), [new InstanceProgress("web", InstancePhase.Running, "healthy", Now)], [new Address("web", 80, "tcp", "localhost", 8080)]);

    public static ImmutableArray<string> Notices { get; } = ["port 8080 is taken"];
}
