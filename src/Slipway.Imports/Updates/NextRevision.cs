using System.Collections.Immutable;
using Slipway.Core.Clusters;
using Slipway.Core.Configurations;
using Slipway.Core.Diagnostics;
using Slipway.Core.Hashing;
using Slipway.Imports.Sources;

namespace Slipway.Imports.Updates;

/// <summary>What becomes the next revision of a cluster.</summary>
internal sealed record NextRevision(string Commit, ConfigurationSet Set, ImmutableArray<InputFile> Inputs, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>Writes it, unless the current one is the same.</summary>
    /// <param name="clusters">The store, in whose scope the cluster was read.</param>
    /// <param name="cluster">The cluster as it was read, with what else changes.</param>
    /// <param name="current">Its current revision; null for none.</param>
    /// <param name="now">The time.</param>
    /// <returns>The cluster as it is now, waiting for its deployment.</returns>
    public Cluster WriteTo(IClusterStore clusters, Cluster cluster, Revision? current, DateTimeOffset now)
    {
        var hash = ContentHash.Of(Set);
        var isSame = current?.Commit == Commit && current.ContentHash == hash;
        var updated = cluster with
        {
            Revision = isSame ? cluster.Revision : cluster.Revision + 1,
            State = ClusterState.Deploying,
            SeenCommit = Commit,
            Problem = null,
            OtherSources = SourceTracking.Of(Set),
            UpdatedAt = now,
        };
        clusters.Update(updated);
        if (!isSame)
        {
            clusters.Add(At(updated, now));
        }

        return updated;
    }

    /// <summary>The revision with the cluster's current number.</summary>
    public Revision At(Cluster cluster, DateTimeOffset now) => new()
    {
        ClusterId = cluster.Id,
        Number = cluster.Revision,
        Commit = Commit,
        Set = Set,
        ContentHash = ContentHash.Of(Set),
        Inputs = Inputs,
        Diagnostics = Diagnostics,
        CreatedAt = now,
    };
}
