using Slipway.Core.Clusters;
using Slipway.Imports.Updates;
using Slipway.Messaging;

namespace Slipway.Imports.Repositories;

/// <summary>Records where refs stand, and publishes <c>github.pushed</c> for what is new of them. Scoped; whoever calls commits.</summary>
public sealed class RefNotes(IConnectedRepositoryStore store, IClusterStore clusters, IMessageSession session, TimeProvider time)
{
    /// <summary>Notes what a pull request is now.</summary>
    /// <returns>Whether that is new.</returns>
    internal async Task<bool> NoteAsync(ConnectedRepository repository, PullRequest pullRequest, string origin, CancellationToken cancellationToken)
    {
        var known = await store.FindPullRequestAsync(repository.Id, pullRequest.Number, cancellationToken).ConfigureAwait(false);
        var current = pullRequest with { RepositoryId = repository.Id, CommentId = known?.CommentId ?? pullRequest.CommentId };
        store.Put(current);
        var seen = await store.FindRefAsync(repository.Id, current.Ref, cancellationToken).ConfigureAwait(false);
        var isWanted = EnvironmentPolicy.Wants(repository, current);
        var isNew = isWanted
            ? seen?.Commit != current.Commit
            : seen is not null || await IsFollowedAsync(repository, current.Ref, cancellationToken).ConfigureAwait(false);
        if (isNew)
        {
            Note(repository, current.Ref, seen, seen?.Commit, isWanted ? current.Commit : null, origin);
        }

        return isNew;
    }

    /// <summary>Whether an environment follows a ref.</summary>
    internal async Task<bool> IsFollowedAsync(ConnectedRepository repository, string reference, CancellationToken cancellationToken) =>
        (await clusters.ListByBranchAsync(new TrackedBranch(repository.Address, RefNames.FollowedAs(reference)), cancellationToken).ConfigureAwait(false)).Length > 0;

    /// <summary>Notes that a ref moved, came, or went (without a commit after).</summary>
    internal void Note(ConnectedRepository repository, string reference, SeenRef? seen, string? before, string? after, string origin)
    {
        if (after is not null)
        {
            store.Put(new SeenRef(repository.Id, reference, after, time.GetUtcNow()));
        }
        else if (seen is not null)
        {
            store.Remove(seen);
        }

        session.Publish(new RepositoryPushed(repository.Address, reference, before, after, origin));
    }
}
