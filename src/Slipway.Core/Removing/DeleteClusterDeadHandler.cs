using Slipway.Core.Clusters;
using Slipway.Core.Messages;
using Slipway.Core.Operations;
using Slipway.Messaging;

namespace Slipway.Core.Removing;

/// <summary>Records that a removal was given up. Safe to run twice.</summary>
public sealed class DeleteClusterDeadHandler(IClusterStore clusters, IOperationStore operations, TimeProvider time) : IHandleDead<DeleteCluster>
{
    public async Task HandleDeadAsync(DeleteCluster message, string error, HandlerContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(context);
        var now = time.GetUtcNow();
        if (await clusters.FindAsync(message.ClusterId, cancellationToken).ConfigureAwait(false) is { } cluster)
        {
            clusters.Update(cluster with { State = ClusterState.Failed, UpdatedAt = now });
        }

        await FailedOperation.RecordAsync(operations, context.CorrelationId, error, now, cancellationToken).ConfigureAwait(false);
    }
}
