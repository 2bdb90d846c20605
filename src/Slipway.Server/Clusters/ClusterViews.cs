using Slipway.Api;
using Slipway.Core.Clusters;
using Slipway.Core.Operations;
using Slipway.Core.Sources;
using Slipway.Imports.Repositories;
using Slipway.Server.Views;

namespace Slipway.Server.Clusters;

/// <summary>Joins a cluster with its revision and its last deployment.</summary>
internal sealed class ClusterViews(IClusterStore clusters, IOperationStore operations, IConnectedRepositoryStore repositories)
{
    private readonly Dictionary<string, string?> _connected = new(StringComparer.Ordinal);

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
            SeenCommit = cluster.SeenCommit,
            PullRequest = cluster.Source is { } followed ? RefNames.PullRequestOf(followed.Ref) : null,
            RepositoryId = await ConnectedAsync(cluster.Source?.Repository, cancellationToken),
            IsPaused = cluster.IsPaused,
            Problem = cluster.Problem is { } problem ? new ConfigurationProblemView(problem.Commit, problem.Diagnostics.ToViews()) : null,
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

    private async Task<string?> ConnectedAsync(string? address, CancellationToken cancellationToken)
    {
        if (address is null)
        {
            return null;
        }

        if (!_connected.TryGetValue(address, out var id))
        {
            id = (await repositories.FindByAddressAsync(address, cancellationToken))?.Id;
            _connected.Add(address, id);
        }

        return id;
    }
}
