using System.Collections.Concurrent;
using System.Collections.Immutable;
using Slipway.Core.Clusters;

namespace Slipway.Testing.Stores;

/// <summary>Clusters and revisions in memory; changes count at once. Safe for concurrent use.</summary>
public sealed class MemoryClusterStore : IClusterStore
{
    private readonly ConcurrentDictionary<string, Cluster> _clusters = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string, int), Revision> _revisions = new();

    /// <summary>Gets the numbers of the stored revisions of a cluster.</summary>
    public IEnumerable<int> RevisionsOf(string clusterId) => _revisions.Keys.Where(k => k.Item1 == clusterId).Select(k => k.Item2).Order();

    public Task<Cluster?> FindAsync(string id, CancellationToken cancellationToken) => Task.FromResult(_clusters.GetValueOrDefault(id));

    public Task<Cluster?> FindByNameAsync(string name, CancellationToken cancellationToken) =>
        Task.FromResult(_clusters.Values.FirstOrDefault(c => c.Name == name));

    public Task<ImmutableArray<Cluster>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<Cluster>>([.. _clusters.Values.OrderBy(c => c.Name, StringComparer.Ordinal)]);

    public Task<ImmutableArray<Cluster>> ListByBranchAsync(TrackedBranch branch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(branch);
        return Task.FromResult<ImmutableArray<Cluster>>([.. _clusters.Values
            .Where(c => (c.Source?.Repository == branch.Repository && c.Source.Ref == branch.Ref) || c.OtherSources.Any(s => s.Branch == branch))
            .OrderBy(c => c.Name, StringComparer.Ordinal)]);
    }

    public Task<ImmutableArray<Cluster>> ListByRepositoryAsync(string repository, CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<Cluster>>([.. _clusters.Values.Where(c => c.Source?.Repository == repository).OrderBy(c => c.Name, StringComparer.Ordinal)]);

    public Task<ImmutableArray<Cluster>> ListBuiltFromAsync(ImmutableArray<string> addresses, string? reference, CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<Cluster>>([.. _clusters.Values
            .Where(c => c.OtherSources.Any(s => addresses.Contains(s.Repository) && (reference is null || s.Ref == reference)))
            .OrderBy(c => c.Name, StringComparer.Ordinal)]);

    public Task<ImmutableArray<Revision>> ListRevisionsAsync(string clusterId, int limit, CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<Revision>>([.. _revisions.Values.Where(r => r.ClusterId == clusterId).OrderByDescending(r => r.Number).Take(limit)]);

    public Task<Revision?> FindRevisionAsync(string clusterId, int number, CancellationToken cancellationToken) =>
        Task.FromResult(_revisions.GetValueOrDefault((clusterId, number)));

    public void Add(Cluster cluster)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        if (!_clusters.TryAdd(cluster.Id, cluster))
        {
            throw new ConcurrentChangeException($"There is a cluster {cluster.Id} already.");
        }
    }

    public void Update(Cluster cluster)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        _clusters[cluster.Id] = cluster;
    }

    public void Remove(Cluster cluster)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        _clusters.TryRemove(cluster.Id, out _);
    }

    public void Add(Revision revision)
    {
        ArgumentNullException.ThrowIfNull(revision);
        if (!_revisions.TryAdd((revision.ClusterId, revision.Number), revision))
        {
            throw new ConcurrentChangeException($"There is a revision {revision.Number} already.");
        }
    }
}
