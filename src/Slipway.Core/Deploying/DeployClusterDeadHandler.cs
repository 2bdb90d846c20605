using Slipway.Core.Clusters;
using Slipway.Core.Messages;
using Slipway.Core.Operations;
using Slipway.Messaging;

namespace Slipway.Core.Deploying;

/// <summary>Records that a deployment was given up, because the engine did not answer, say. Safe to run twice.</summary>
public sealed class DeployClusterDeadHandler(IClusterStore clusters, IOperationStore operations, TimeProvider time) : IHandleDead<DeployCluster>
{
    public async Task HandleDeadAsync(DeployCluster message, string error, HandlerContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(context);
        var now = time.GetUtcNow();
        if (await clusters.FindAsync(message.ClusterId, cancellationToken).ConfigureAwait(false) is { } cluster)
        {
            clusters.Update(cluster with { State = ClusterState.Failed, UpdatedAt = now });
        }

        await FailedOperation.RecordAsync(operations, context.CorrelationId, error, now, cancellationToken).ConfigureAwait(false);
        context.Publish(new ClusterDeployFailed(message.ClusterId, message.ClusterName, message.Revision, null, error));
    }
}
