using Slipway.Core.Clusters;

namespace Slipway.Storage.Clusters;

/// <summary>A row of <c>cluster_branch</c>: by which a push finds the clusters that it concerns.</summary>
internal sealed class ClusterBranchRow
{
    public int Id { get; init; }

    public required string ClusterId { get; init; }

    public required string Repository { get; init; }

    public required string Ref { get; init; }

    /// <summary>Gets a value indicating whether the cluster follows it, and is not only built from it.</summary>
    public required bool IsOwn { get; init; }

    /// <summary>Gets or sets the newest commit of another repository that was looked at; that of the cluster's own is with the cluster.</summary>
    public string? SeenCommit { get; set; }

    public (string Repository, string Ref, bool IsOwn) Key => (Repository, Ref, IsOwn);

    public static IEnumerable<ClusterBranchRow> Of(Cluster cluster)
    {
        if (cluster.Source is { } source)
        {
            yield return Of(cluster, new TrackedSource(source.Repository, source.Ref, SeenCommit: null), isOwn: true);
        }

        foreach (var other in cluster.OtherSources)
        {
            yield return Of(cluster, other, isOwn: false);
        }
    }

    private static ClusterBranchRow Of(Cluster cluster, TrackedSource source, bool isOwn) =>
        new() { ClusterId = cluster.Id, Repository = source.Repository, Ref = source.Ref, IsOwn = isOwn, SeenCommit = source.SeenCommit };
}
