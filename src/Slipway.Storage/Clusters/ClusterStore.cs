using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Slipway.Core.Clusters;

namespace Slipway.Storage.Clusters;

internal sealed class ClusterStore(SlipwayDbContext database) : IClusterStore
{
    public async Task<Cluster?> FindAsync(string id, CancellationToken cancellationToken) =>
        (await database.Clusters.SingleOrDefaultAsync(c => c.Id == id, cancellationToken).ConfigureAwait(false))?.ToCluster();

    public async Task<Cluster?> FindByNameAsync(string name, CancellationToken cancellationToken) =>
        (await database.Clusters.SingleOrDefaultAsync(c => c.Name == name, cancellationToken).ConfigureAwait(false))?.ToCluster();

    public async Task<ImmutableArray<Cluster>> ListAsync(CancellationToken cancellationToken)
    {
        var rows = await database.Clusters.OrderBy(c => c.Name).ToListAsync(cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(r => r.ToCluster())];
    }

    public async Task<ImmutableArray<Cluster>> ListByBranchAsync(TrackedBranch branch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(branch);
        var rows = await database.Clusters
            // From the index to the clusters: asked the other way round, each cluster would be looked at.
            .Where(c => database.ClusterBranches.Where(b => b.Repository == branch.Repository && b.Ref == branch.Ref).Select(b => b.ClusterId).Contains(c.Id))
            .OrderBy(c => c.Name)
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(r => r.ToCluster())];
    }

    public async Task<ImmutableArray<Cluster>> ListByRepositoryAsync(string repository, CancellationToken cancellationToken)
    {
        var rows = await database.Clusters
            .Where(c => database.ClusterBranches.Where(b => b.Repository == repository && b.IsOwn).Select(b => b.ClusterId).Contains(c.Id))
            .OrderBy(c => c.Name)
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(r => r.ToCluster())];
    }

    public async Task<ImmutableArray<Cluster>> ListBuiltFromAsync(ImmutableArray<string> addresses, string? reference, CancellationToken cancellationToken)
    {
        var repositories = addresses.ToArray();
        var rows = await database.Clusters
            .Where(c => database.ClusterBranches.Where(b => repositories.Contains(b.Repository) && !b.IsOwn && (reference == null || b.Ref == reference)).Select(b => b.ClusterId).Contains(c.Id))
            .OrderBy(c => c.Name)
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(r => r.ToCluster())];
    }

    public async Task<ImmutableArray<Revision>> ListRevisionsAsync(string clusterId, int limit, CancellationToken cancellationToken)
    {
        var rows = await database.Revisions.AsNoTracking()
            .Where(r => r.ClusterId == clusterId)
            .OrderByDescending(r => r.Number)
            .Take(limit)
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(r => r.ToRevision())];
    }

    public async Task<Revision?> FindRevisionAsync(string clusterId, int number, CancellationToken cancellationToken)
    {
        var row = await database.Revisions.AsNoTracking()
            .SingleOrDefaultAsync(r => r.ClusterId == clusterId && r.Number == number, cancellationToken).ConfigureAwait(false);
        return row?.ToRevision();
    }

    public void Add(Cluster cluster) => database.Clusters.Add(ClusterRow.Of(cluster));

    public void Update(Cluster cluster) => RowOf(cluster).Take(cluster);

    public void Remove(Cluster cluster) => database.Clusters.Remove(RowOf(cluster));

    public void Add(Revision revision) => database.Revisions.Add(RevisionRow.Of(revision));

    private ClusterRow RowOf(Cluster cluster) => database.Clusters.Local.FindEntry(cluster.Id)?.Entity
        ?? throw new InvalidOperationException($"Cluster {cluster.Name} was not read in this scope.");
}
