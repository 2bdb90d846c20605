using Slipway.Core.Clusters;
using Slipway.Core.Messages;
using Slipway.Core.Operations;
using Slipway.Messaging;

namespace Slipway.Core.Removing;

/// <summary>Removes a cluster. Safe to run twice: what is gone stays gone.</summary>
public sealed class DeleteClusterHandler(IClusterStore clusters, IOperationStore operations, Remover remover, TimeProvider time)
    : IHandle<DeleteCluster>
{
    public async Task HandleAsync(DeleteCluster message, HandlerContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(context);
        var cluster = await clusters.FindAsync(message.ClusterId, cancellationToken).ConfigureAwait(false);
        if (cluster is null)
        {
            context.Note("it is gone already");
            return;
        }

        if (cluster.State is not (ClusterState.Removing or ClusterState.Failed))
        {
            context.Note("it was brought back meanwhile, and stays");
            return;
        }

        var revision = await clusters.FindRevisionAsync(cluster.Id, cluster.Revision, cancellationToken).ConfigureAwait(false);
        var outcome = await remover.RemoveAsync(context.CorrelationId, cluster, revision, message.WithVolumes, cancellationToken).ConfigureAwait(false);
        var now = time.GetUtcNow();
        if (await operations.FindAsync(context.CorrelationId, cancellationToken).ConfigureAwait(false) is { } operation)
        {
            operations.Update(operation with
            {
                State = outcome.Failure is null ? OperationState.Succeeded : OperationState.Failed,
                Failure = outcome.Failure,
                Notices = [.. operation.Notices.Union(outcome.Notices)],
                Deployment = outcome.Record,
                FinishedAt = now,
            });
        }

        if (outcome.Failure is { } failure)
        {
            context.Note($"failed: {failure.Reason}");
            clusters.Update(cluster with { State = ClusterState.Failed, UpdatedAt = now });
            return;
        }

        context.Note($"removed {outcome.Record.Counts.Removes} containers");
        clusters.Remove(cluster);
        context.Publish(new ClusterDeleted(cluster.Id, cluster.Name) { Repository = cluster.Source?.Repository, Ref = cluster.Source?.Ref });
    }
}
