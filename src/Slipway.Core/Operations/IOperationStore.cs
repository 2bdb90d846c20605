using System.Collections.Immutable;

namespace Slipway.Core.Operations;

/// <summary>Operations. Scoped: changes are pending until the message session or handler commits.</summary>
public interface IOperationStore
{
    Task<ClusterOperation?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>Gets the ids of the operations of a cluster name, oldest first, those of an earlier cluster of that name included.</summary>
    Task<ImmutableArray<string>> ListIdsAsync(string clusterName, CancellationToken cancellationToken);

    /// <summary>Gets the last operation of a cluster that deployed something, well or not; null where there was none.</summary>
    Task<ClusterOperation?> FindLastDeploymentAsync(string clusterId, CancellationToken cancellationToken);

    void Add(ClusterOperation operation);

    /// <summary>Replaces an operation that was read in this scope.</summary>
    void Update(ClusterOperation operation);
}
