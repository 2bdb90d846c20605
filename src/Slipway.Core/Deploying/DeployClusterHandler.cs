using Slipway.Core.Clusters;
using Slipway.Core.Messages;
using Slipway.Core.Operations;
using Slipway.Messaging;

namespace Slipway.Core.Deploying;

/// <summary>Brings a cluster in line with a revision. Safe to run twice: the second run finds nothing left to do.</summary>
public sealed class DeployClusterHandler(IClusterStore clusters, IOperationStore operations, Deployer deployer, TimeProvider time)
    : IHandle<DeployCluster>
{
    public async Task HandleAsync(DeployCluster message, HandlerContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(context);
        var cluster = await clusters.FindAsync(message.ClusterId, cancellationToken).ConfigureAwait(false);
        var operation = await operations.FindAsync(context.CorrelationId, cancellationToken).ConfigureAwait(false);
        if (operation is { IsSettled: true })
        {
            context.Note("the operation has ended");
            return;
        }

        if (cluster is null || cluster.State == ClusterState.Removing || cluster.Revision > message.Revision)
        {
            Supersede(context, operation, cluster, message);
            return;
        }

        var revision = await clusters.FindRevisionAsync(cluster.Id, message.Revision, cancellationToken).ConfigureAwait(false)
            ?? throw new PermanentFailureException($"revision {message.Revision} of cluster {cluster.Name} is not stored");
        var job = new DeployJob(context.CorrelationId, cluster, revision)
        {
            FindRevision = (number, stop) => clusters.FindRevisionAsync(cluster.Id, number, stop),
            IsOvertaken = () => context.Stop == StopReason.Superseded,
        };
        var outcome = await deployer.DeployAsync(job, cancellationToken).ConfigureAwait(false);

        var now = time.GetUtcNow();
        clusters.Update(cluster with { State = outcome.Failure is null ? ClusterState.Running : ClusterState.Failed, UpdatedAt = now });
        if (operation is not null)
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

        Publish(context, message, outcome);
    }

    private static void Publish(HandlerContext context, DeployCluster message, DeployOutcome outcome)
    {
        var counts = outcome.Record.Counts;
        if (outcome.Failure is { } failure)
        {
            context.Note($"failed: {(failure.Instance is null ? string.Empty : failure.Instance + ": ")}{failure.Reason}");
            context.Publish(new ClusterDeployFailed(message.ClusterId, message.ClusterName, message.Revision, failure.Instance, failure.Reason));
            return;
        }

        context.Note($"built {counts.Builds}, pulled {counts.Pulls}, created {counts.Creates}, replaced {counts.Replaces}, removed {counts.Removes}, unchanged {counts.Unchanged}");
        context.Publish(new ClusterDeployed(message.ClusterId, message.ClusterName, message.Revision));
    }

    private void Supersede(HandlerContext context, ClusterOperation? operation, Cluster? cluster, DeployCluster message)
    {
        var reason = cluster is null || cluster.State == ClusterState.Removing
            ? "the cluster is being removed"
            : $"revision {cluster.Revision} has overtaken revision {message.Revision}";
        context.Supersede(reason);
        if (operation is { State: OperationState.Running })
        {
            operations.Update(operation with { State = OperationState.Superseded, Notices = operation.Notices.Add(reason), FinishedAt = time.GetUtcNow() });
        }
    }
}
