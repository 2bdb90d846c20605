using Slipway.Core.Clusters;
using Slipway.Core.Messages;
using Slipway.Imports.Repositories;
using Slipway.Messaging;

namespace Slipway.Imports.Feedback;

/// <summary>Asks for feedback when a deployment or a removal has ended. Safe to run twice: the newest request wins.</summary>
public sealed class FeedbackOnOutcome(IClusterStore clusters, IConnectedRepositoryStore repositories)
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
            ? AskAsync(new SendFeedback(message.ClusterId, message.ClusterName, repository, reference), context, cancellationToken)
            : Task.CompletedTask;
    }

    private async Task AskAsync(string clusterId, HandlerContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (await clusters.FindAsync(clusterId, cancellationToken).ConfigureAwait(false) is { Source: { } source } cluster)
        {
            await AskAsync(new SendFeedback(cluster.Id, cluster.Name, source.Repository, source.Ref), context, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task AskAsync(SendFeedback feedback, HandlerContext context, CancellationToken cancellationToken)
    {
        if (await repositories.FindByAddressAsync(feedback.Repository, cancellationToken).ConfigureAwait(false) is { GitHubName: not null })
        {
            context.Send(feedback);
        }
    }
}
