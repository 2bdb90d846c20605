using Slipway.Core.Clusters;
using Slipway.Core.Messages;
using Slipway.Messaging;

namespace Slipway.Imports.Feedback;

/// <summary>Asks for feedback when a deployment or a removal has ended; whoever begins one asks at its own place. Safe to run twice: the newest request wins.</summary>
public sealed class FeedbackOnOutcome(IClusterStore clusters, FeedbackDesk desk)
    : IHandle<ClusterDeployed>, IHandle<ClusterDeployFailed>, IHandle<ClusterDeleted>
{
    public Task HandleAsync(ClusterDeployed message, HandlerContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        return AskAsync(message.ClusterId, context, cancellationToken);
    }

    public Task HandleAsync(ClusterDeployFailed message, HandlerContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        return AskAsync(message.ClusterId, context, cancellationToken);
    }

    public Task HandleAsync(ClusterDeleted message, HandlerContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        return message is { Repository: { } repository, Ref: { } reference }
            ? desk.AskAsync(new SendFeedback(message.ClusterId, message.ClusterName, repository, reference), context, cancellationToken)
            : Task.CompletedTask;
    }

    private async Task AskAsync(string clusterId, HandlerContext context, CancellationToken cancellationToken)
    {
        if (await clusters.FindAsync(clusterId, cancellationToken).ConfigureAwait(false) is { } cluster)
        {
            await desk.AskAsync(cluster, context, cancellationToken).ConfigureAwait(false);
        }
    }
}
