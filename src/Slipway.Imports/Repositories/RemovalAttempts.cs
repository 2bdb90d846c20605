using Slipway.Core.Clusters;
using Slipway.Core.Operations;

namespace Slipway.Imports.Repositories;

/// <summary>How often the removal of an environment failed.</summary>
internal static class RemovalAttempts
{
    /// <summary>So many in a row are enough: what is in the way then, somebody has to look at.</summary>
    public const int Most = 5;

    /// <summary>Counts the removals that failed since anything else was done with a cluster.</summary>
    public static async Task<int> CountFailedAsync(IOperationStore operations, Cluster cluster, CancellationToken cancellationToken)
    {
        var count = 0;
        foreach (var id in (await operations.ListIdsAsync(cluster.Name, cancellationToken).ConfigureAwait(false)).Reverse())
        {
            var operation = await operations.FindAsync(id, cancellationToken).ConfigureAwait(false);
            if (operation?.ClusterId != cluster.Id || operation is not { Kind: OperationKind.Remove, State: OperationState.Failed } || ++count == Most)
            {
                break;
            }
        }

        return count;
    }
}
