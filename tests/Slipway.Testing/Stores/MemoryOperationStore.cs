using System.Collections.Concurrent;
using System.Collections.Immutable;
using Slipway.Core.Operations;

namespace Slipway.Testing.Stores;

/// <summary>Operations in memory; changes count at once. Safe for concurrent use.</summary>
public sealed class MemoryOperationStore : IOperationStore
{
    private readonly ConcurrentDictionary<string, ClusterOperation> _operations = new(StringComparer.Ordinal);

    /// <summary>Gets an operation by id.</summary>
    public ClusterOperation this[string id] => _operations[id];

    public Task<ClusterOperation?> FindAsync(string id, CancellationToken cancellationToken) => Task.FromResult(_operations.GetValueOrDefault(id));

    public Task<ImmutableArray<string>> ListIdsAsync(string clusterName, CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<string>>([.. _operations.Values.Where(o => o.ClusterName == clusterName).OrderBy(o => o.StartedAt).Select(o => o.Id)]);

    public Task<ClusterOperation?> FindLastDeploymentAsync(string clusterId, CancellationToken cancellationToken) => Task.FromResult(
        _operations.Values.Where(o => o.ClusterId == clusterId && o.Deployment is not null).OrderBy(o => o.StartedAt).LastOrDefault());

    public void Add(ClusterOperation operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        if (!_operations.TryAdd(operation.Id, operation))
        {
            throw new InvalidOperationException($"There is an operation {operation.Id} already.");
        }
    }

    public void Update(ClusterOperation operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        _operations[operation.Id] = operation;
    }
}
