using Slipway.Core.Clusters;
using Slipway.Core.Operations;

namespace Slipway.Imports.Updates;

/// <summary>The operations that a push leads to.</summary>
internal static class UpdateOperations
{
    public static ClusterOperation Push(string id, Cluster cluster, string commit, DateTimeOffset now) => Of(id, OperationKind.Push, cluster, now) with { Commit = commit };

    public static ClusterOperation Removal(string id, Cluster cluster, DateTimeOffset now) => Of(id, OperationKind.Remove, cluster, now);

    /// <summary>The current revision is brought to its end although a newer commit came.</summary>
    public static ClusterOperation Redeploy(string id, Cluster cluster, DateTimeOffset now) => Of(id, OperationKind.Redeploy, cluster, now);

    public static ClusterOperation Import(string id, DateTimeOffset now) => new() { Id = id, Kind = OperationKind.Import, State = OperationState.Running, StartedAt = now };

    private static ClusterOperation Of(string id, OperationKind kind, Cluster cluster, DateTimeOffset now) => new()
    {
        Id = id,
        Kind = kind,
        State = OperationState.Running,
        ClusterId = cluster.Id,
        ClusterName = cluster.Name,
        StartedAt = now,
    };
}
