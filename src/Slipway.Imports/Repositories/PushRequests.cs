using Slipway.Core.Clusters;
using Slipway.Core.Sources;
using Slipway.Imports.Updates;
using Slipway.Messaging;

namespace Slipway.Imports.Repositories;

/// <summary>
/// Reports of pushes, wherever they come from. Scoped; each call but <see cref="CompareAsync"/> commits: what is recorded of the ref, the delivery's id and
/// <c>github.pushed</c> are stored together or not at all. Whatever is wrong with what was reported is a <see cref="SourceException"/>, and nothing is stored.
/// </summary>
public sealed class PushRequests(IRepositories repositories, IConnectedRepositoryStore store, IClusterStore clusters, IMessageSession session, TimeProvider time)
{
    // What was reported so short a time ago may still be on its way.
    private static readonly TimeSpan UnderWay = TimeSpan.FromMinutes(1);

    /// <summary>Reports that a ref moved, came or went.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="reference">The full ref.</param>
    /// <param name="before">The commit before; null or zeros for a ref that came.</param>
    /// <param name="after">The commit after; null or zeros for a ref that went.</param>
    /// <param name="origin">Who says so: one of <see cref="Origins"/>.</param>
    /// <param name="deliveryId">The id of the webhook's delivery; null for none.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="SourceException">The ref or a commit is not accepted.</exception>
    public async Task<PushReceipt> PushedAsync(
        ConnectedRepository repository, string reference, string? before, string? after, string origin, string? deliveryId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(repository);
        RefNames.ThrowIfInvalid(reference);
        before = RefNames.CommitOrThrow(before);
        after = RefNames.CommitOrThrow(after);
        if (await IsRedeliveredAsync(deliveryId, cancellationToken).ConfigureAwait(false))
        {
            return new PushReceipt(PushOutcome.Redelivered);
        }

        var seen = await store.FindRefAsync(repository.Id, reference, cancellationToken).ConfigureAwait(false);
        var isNew = after is null
            ? seen is not null || await IsFollowedAsync(repository, reference, cancellationToken).ConfigureAwait(false)
            : after != seen?.Commit;
        if (isNew)
        {
            Note(repository, reference, seen, before ?? seen?.Commit, after, origin);
        }

        return await CommitAsync(isNew, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reports what a pull request is now: its commit, labels, and whether it is open.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="pullRequest">The pull request; the id of our comment is kept.</param>
    /// <param name="origin">Who says so: one of <see cref="Origins"/>.</param>
    /// <param name="deliveryId">The id of the webhook's delivery; null for none.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="SourceException">The number or the commit is not accepted.</exception>
    public async Task<PushReceipt> PullRequestAsync(
        ConnectedRepository repository, PullRequest pullRequest, string origin, string? deliveryId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(repository);
        ArgumentNullException.ThrowIfNull(pullRequest);
        RefNames.ThrowIfInvalid(pullRequest.Ref);
        var commit = RefNames.CommitOrThrow(pullRequest.Commit)
            ?? throw new SourceException(SourceFailure.Refused, $"pull request {pullRequest.Number} has no commit");
        if (await IsRedeliveredAsync(deliveryId, cancellationToken).ConfigureAwait(false))
        {
            return new PushReceipt(PushOutcome.Redelivered);
        }

        var known = await store.FindPullRequestAsync(repository.Id, pullRequest.Number, cancellationToken).ConfigureAwait(false);
        var current = pullRequest with { RepositoryId = repository.Id, Commit = commit, CommentId = known?.CommentId ?? pullRequest.CommentId };
        store.Put(current);
        var seen = await store.FindRefAsync(repository.Id, current.Ref, cancellationToken).ConfigureAwait(false);
        var isWanted = EnvironmentPolicy.Wants(repository, current);
        var isNew = isWanted
            ? seen?.Commit != commit
            : seen is not null || await IsFollowedAsync(repository, current.Ref, cancellationToken).ConfigureAwait(false);
        if (isNew)
        {
            Note(repository, current.Ref, seen, seen?.Commit, isWanted ? commit : null, origin);
        }

        return await CommitAsync(isNew, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Compares what is recorded with the refs of the repository: what nobody reported is dealt with now.</summary>
    /// <returns>How many refs differed.</returns>
    /// <exception cref="SourceException">The repository does not answer.</exception>
    public async Task<int> LookAsync(ConnectedRepository repository, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(repository);
        var refs = await repositories.ListRefsAsync(repository.Address, cancellationToken).ConfigureAwait(false);
        var count = await CompareAsync(repository, refs, Origins.Reconciliation, cancellationToken).ConfigureAwait(false);
        await session.CommitAsync(cancellationToken).ConfigureAwait(false);
        return count;
    }

    /// <summary>Compares without a commit.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="refs">What it has.</param>
    /// <param name="origin">Who asks. <see cref="Origins.Connect"/> asks for missing environments once more, whose import was rejected before.</param>
    /// <param name="cancellationToken">Cancels.</param>
    internal async Task<int> CompareAsync(ConnectedRepository repository, RemoteRefs refs, string origin, CancellationToken cancellationToken)
    {
        var seen = (await store.ListRefsAsync(repository.Id, cancellationToken).ConfigureAwait(false)).ToDictionary(r => r.Ref, StringComparer.Ordinal);
        if (refs.Refs.IsEmpty && seen.Count > 0)
        {
            // Somebody made it anew, or it is half there. Nothing that runs is given up for that.
            throw new SourceException(SourceFailure.NotARepository, $"{RepositoryText.ForPeople(repository.Address)} has no refs at all any more; its environments stay until it has");
        }

        var followers = (await clusters.ListByRepositoryAsync(repository.Address, cancellationToken).ConfigureAwait(false))
            .Where(c => c.State != ClusterState.Removing).ToLookup(c => c.Source!.Ref, StringComparer.Ordinal);
        var pullRequests = (await store.ListOpenPullRequestsAsync(repository.Id, cancellationToken).ConfigureAwait(false)).ToDictionary(p => p.Ref, StringComparer.Ordinal);
        var names = refs.Refs.Select(r => r.Name).ToHashSet(StringComparer.Ordinal);
        var count = 0;
        foreach (var current in refs.Refs.Where(r => RefNames.IsValid(r.Name) && !IsHidden(r.Name, names)))
        {
            var known = seen.GetValueOrDefault(current.Name);
            Cluster[] following = [.. followers[RefNames.FollowedAs(current.Name)]];
            var isWanted = EnvironmentPolicy.Wants(repository, current.Name, pullRequests.GetValueOrDefault(current.Name));
            if (known is null && following.Length > 0 && following.All(c => c.SeenCommit == current.Commit))
            {
                // A cluster from before the repository was connected, where it should be.
                store.Put(new SeenRef(repository.Id, current.Name, current.Commit, time.GetUtcNow()));
                continue;
            }

            var isNew = known is null ? isWanted || following.Length > 0
                : known.Commit != current.Commit
                || (following.Length == 0 ? isWanted && origin == Origins.Connect : IsBehind(following, current.Commit, known.SeenAt));
            if (isNew)
            {
                Note(repository, current.Name, known, known?.Commit, current.Commit, origin);
                count++;
            }
        }

        foreach (var gone in seen.Values.Where(s => !names.Contains(s.Ref)))
        {
            Note(repository, gone.Ref, gone, gone.Commit, null, origin);
            count++;
        }

        return count;
    }

    /// <summary>Whether what was reported has not reached a cluster: its message was given up, say.</summary>
    private bool IsBehind(Cluster[] following, string commit, DateTimeOffset seenAt) =>
        seenAt < time.GetUtcNow() - UnderWay && following.Any(c => c is { IsPaused: false, SeenCommit: not null } && c.SeenCommit != commit);

    // A branch hides the tag of its name: whoever names it gets the branch.
    private static bool IsHidden(string name, HashSet<string> names) =>
        name.StartsWith("refs/tags/", StringComparison.Ordinal) && names.Contains("refs/heads/" + RefNames.FollowedAs(name));

    private async Task<bool> IsRedeliveredAsync(string? deliveryId, CancellationToken cancellationToken)
    {
        if (deliveryId is null)
        {
            return false;
        }

        if (await store.IsDeliveredAsync(deliveryId, cancellationToken).ConfigureAwait(false))
        {
            return true;
        }

        store.AddDelivery(deliveryId, time.GetUtcNow());
        return false;
    }

    private async Task<bool> IsFollowedAsync(ConnectedRepository repository, string reference, CancellationToken cancellationToken) =>
        (await clusters.ListByBranchAsync(new TrackedBranch(repository.Address, RefNames.FollowedAs(reference)), cancellationToken).ConfigureAwait(false)).Length > 0;

    private void Note(ConnectedRepository repository, string reference, SeenRef? seen, string? before, string? after, string origin)
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

    private async Task<PushReceipt> CommitAsync(bool isNew, CancellationToken cancellationToken)
    {
        await session.CommitAsync(cancellationToken).ConfigureAwait(false);
        return isNew ? new PushReceipt(PushOutcome.Published, session.CorrelationId) : new PushReceipt(PushOutcome.Known);
    }
}
