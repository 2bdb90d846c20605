using System.Collections.Immutable;
using Slipway.Core.Clusters;
using Slipway.Core.Operations;
using Slipway.Imports.Repositories;
using Slipway.Messaging;

namespace Slipway.Imports.Feedback;

/// <summary>Tells how an environment stands now. Safe to run twice: a status and the comment are replaced by the same.</summary>
public sealed class SendFeedbackHandler(
    IFeedbackChannel channel, IClusterStore clusters, IOperationStore operations, IConnectedRepositoryStore repositories) : IHandle<SendFeedback>
{
    private const int RecentOperations = 8;

    public async Task HandleAsync(SendFeedback message, HandlerContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(context);
        if (await repositories.FindByAddressAsync(message.Repository, cancellationToken).ConfigureAwait(false) is not { GitHubName: { } name } repository)
        {
            context.Note("the repository is no longer connected, or not on GitHub");
            return;
        }

        var standing = await FindAsync(message, cancellationToken).ConfigureAwait(false);
        var told = FeedbackText.Commits(standing);
        foreach (var feedback in told)
        {
            await channel.ReportAsync(name, feedback, cancellationToken).ConfigureAwait(false);
        }

        var isCommented = RefNames.PullRequestOf(message.Ref) is { } number && await CommentAsync(repository, name, number, standing, cancellationToken).ConfigureAwait(false);
        context.Note($"{told.Length} commits{(isCommented ? ", and the pull request" : string.Empty)}");
    }

    private async Task<FeedbackStanding> FindAsync(SendFeedback message, CancellationToken cancellationToken)
    {
        var cluster = await clusters.FindAsync(message.ClusterId, cancellationToken).ConfigureAwait(false);
        if (cluster is null)
        {
            return new FeedbackStanding(message.ClusterName, null, null, null, null, []);
        }

        var revision = await clusters.FindRevisionAsync(cluster.Id, cluster.Revision, cancellationToken).ConfigureAwait(false);
        var before = cluster.Revision > 1 ? await clusters.FindRevisionAsync(cluster.Id, cluster.Revision - 1, cancellationToken).ConfigureAwait(false) : null;
        var deployed = await operations.FindLastDeploymentAsync(cluster.Id, cancellationToken).ConfigureAwait(false);
        var superseded = ImmutableArray.CreateBuilder<string>();
        foreach (var id in (await operations.ListIdsAsync(cluster.Name, cancellationToken).ConfigureAwait(false)).TakeLast(RecentOperations))
        {
            if (await operations.FindAsync(id, cancellationToken).ConfigureAwait(false) is { State: OperationState.Superseded, Commit: { Length: > 0 } commit } operation
                && operation.ClusterId == cluster.Id)
            {
                superseded.Add(commit);
            }
        }

        return new FeedbackStanding(cluster.Name, cluster, revision, before, deployed, superseded.ToImmutable());
    }

    private async Task<bool> CommentAsync(ConnectedRepository repository, string name, int number, FeedbackStanding standing, CancellationToken cancellationToken)
    {
        if (await repositories.FindPullRequestAsync(repository.Id, number, cancellationToken).ConfigureAwait(false) is not { } pullRequest)
        {
            return false;
        }

        var id = await channel.CommentAsync(name, number, pullRequest.CommentId, FeedbackText.Marker, FeedbackText.Comment(standing), cancellationToken).ConfigureAwait(false);
        if (id != pullRequest.CommentId)
        {
            repositories.Put(pullRequest with { CommentId = id });
        }

        return true;
    }
}
