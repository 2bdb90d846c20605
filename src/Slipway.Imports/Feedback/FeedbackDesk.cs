using Slipway.Core.Clusters;
using Slipway.Imports.Repositories;
using Slipway.Messaging;

namespace Slipway.Imports.Feedback;

/// <summary>
/// Where handlers ask for feedback: by a message of their own transaction, so that nothing is forgotten when a process dies. Where no channel is installed,
/// and for repositories that are not on GitHub, nothing is sent.
/// </summary>
public sealed class FeedbackDesk(IConnectedRepositoryStore repositories, IEnumerable<IFeedbackChannel> channels)
{
    /// <summary>Asks for feedback on how a cluster stands once the handler has committed.</summary>
    public Task AskAsync(Cluster cluster, HandlerContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        return cluster.Source is { } source
            ? AskAsync(new SendFeedback(cluster.Id, cluster.Name, source.Repository, source.Ref), context, cancellationToken)
            : Task.CompletedTask;
    }

    /// <summary>Asks for feedback on a cluster that may be gone.</summary>
    public async Task AskAsync(SendFeedback feedback, HandlerContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(feedback);
        ArgumentNullException.ThrowIfNull(context);
        if (channels.Any() && await repositories.FindByAddressAsync(feedback.Repository, cancellationToken).ConfigureAwait(false) is { GitHubName: not null })
        {
            context.Send(feedback);
        }
    }
}
