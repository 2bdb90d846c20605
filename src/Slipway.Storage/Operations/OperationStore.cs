using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Slipway.Core.Operations;

namespace Slipway.Storage.Operations;

internal sealed class OperationStore(SlipwayDbContext database) : IOperationStore
{
    public async Task<ClusterOperation?> FindAsync(string id, CancellationToken cancellationToken) =>
        (await database.Operations.SingleOrDefaultAsync(o => o.Id == id, cancellationToken).ConfigureAwait(false))?.ToOperation();

    public async Task<ImmutableArray<string>> ListIdsAsync(string clusterName, CancellationToken cancellationToken)
    {
        var ids = await database.Operations
            .Where(o => o.ClusterName == clusterName)
            .OrderBy(o => o.StartedAt)
            .Select(o => o.Id)
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        return [.. ids];
    }

    public async Task<ClusterOperation?> FindLastDeploymentAsync(string clusterId, CancellationToken cancellationToken)
    {
        var row = await database.Operations
            .Where(o => o.ClusterId == clusterId && o.Deployment != null && o.Kind != OperationKind.Remove)
            .OrderByDescending(o => o.StartedAt)
            .FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        return row?.ToOperation();
    }

    public void Add(ClusterOperation operation) => database.Operations.Add(OperationRow.Of(operation));

    public void Update(ClusterOperation operation)
    {
        var row = database.Operations.Local.FindEntry(operation.Id)?.Entity
            ?? throw new InvalidOperationException($"Operation {operation.Id} was not read in this scope.");
        row.Take(operation);
    }
}
