using Slipway.Api;
using Slipway.Core.Clusters;
using Slipway.Core.Operations;
using Slipway.Core.Sources;
using Slipway.Server.Views;

namespace Slipway.Server.Clusters;

/// <summary>Joins a cluster with its revision and its last deployment.</summary>
internal sealed class ClusterViews(IClusterStore clusters, IOperationStore operations)
{
    public async Task<ClusterView> OfAsync(Cluster cluster, CancellationToken cancellationToken)
    {
        var revision = await clusters.FindRevisionAsync(cluster.Id, cluster.Revision, cancellationToken);
        var deployed = await operations.FindLastDeploymentAsync(cluster.Id, cancellationToken);
        return new ClusterView
        {
            Id = cluster.Id,
            Name = cluster.Name,
            State = ViewMapping.Lower(cluster.State),
            Repository = cluster.Source is { } source ? RepositoryText.ForPeople(source.Repository) : null,
            Directory = cluster.Source?.Directory ?? string.Empty,
            Ref = cluster.Source?.Ref,
            Commit = revision?.Commit is { Length: > 0 } commit ? commit : null,
            Format = cluster.Format,
            Revision = cluster.Revision,
            Instances = revision is null ? [] : [.. revision.Set.Configurations.Select(c => c.Name)],
            Addresses = deployed?.Deployment?.Addresses.ToViews() ?? [],
            Diagnostics = revision?.Diagnostics.ToViews() ?? [],
            Failure = cluster.State == ClusterState.Failed ? deployed?.Failure?.ToView() : null,
            CreatedAt = cluster.CreatedAt,
            UpdatedAt = cluster.UpdatedAt,
        };
    }
}
