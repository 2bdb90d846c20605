using System.Collections.Immutable;
using Slipway.Core.Clusters;
using Slipway.Core.Operations;
using Slipway.Core.Sources;
using Slipway.Imports.Sources;
using Slipway.Imports.Updates;
using Slipway.Messaging;

namespace Slipway.Imports.Repositories;

/// <summary>
/// Reports of pushes, wherever they come from. Scoped; each call but <see cref="CompareAsync"/> commits: what is recorded of the ref, the delivery's id and
/// <c>github.pushed</c> are stored together or not at all. Whatever is wrong with what was reported is a <see cref="SourceException"/>, and nothing is stored.
/// </summary>
public sealed class PushRequests(
    IRepositories repositories,
    IConnectedRepositoryStore store,
    IClusterStore clusters,
    IOperationStore operations,
    IEnumerable<IPullRequestList> pullRequestLists,
    IMessageSession session,
    TimeProvider time)
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

        return await CommitAsync(await NoteAsync(repository, pullRequest with { Commit = commit }, origin, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
    }

    private async Task<bool> NoteAsync(ConnectedRepository repository, PullRequest pullRequest, string origin, CancellationToken cancellationToken)
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

    /// <summary>Compares what is recorded with the refs of the repository: what nobody reported is dealt with now.</summary>
    /// <returns>How many refs differed.</returns>
    /// <exception cref="SourceException">The repository does not answer.</exception>
    public async Task<int> LookAsync(ConnectedRepository repository, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(repository);
        var refs = await repositories.ListRefsAsync(repository.Address, cancellationToken).ConfigureAwait(false);
        var count = await CompareAsync(repository, refs, Origins.Reconciliation, cancellationToken).ConfigureAwait(false);
        count += await CompareOthersAsync(repository, cancellationToken).ConfigureAwait(false);
        count += await RetryRemovalsAsync(repository, refs, cancellationToken).ConfigureAwait(false);
        await session.CommitAsync(cancellationToken).ConfigureAwait(false);
        return count + await LookAtPullRequestsAsync(repository, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Compares what webhooks told of pull requests with which ones are open. After all else is committed: Git may answer where GitHub's API does not.</summary>
    private async Task<int> LookAtPullRequestsAsync(ConnectedRepository repository, CancellationToken cancellationToken)
    {
        if (repository is not { GitHubName: { } name, PullRequests: not PullRequestPolicy.None } || pullRequestLists.FirstOrDefault() is not { } list)
        {
            return 0;
        }

        // Before it is asked: one that is reported meanwhile must not be taken for one that was closed.
        var known = await store.ListOpenPullRequestsAsync(repository.Id, cancellationToken).ConfigureAwait(false);
        if (await list.ListOpenAsync(name, cancellationToken).ConfigureAwait(false) is not { } open)
        {
            return 0;
        }

        var closed = known.Where(k => open.All(o => o.Number != k.Number)).Select(k => k with { IsOpen = false });
        var moved = open.Where(o => !known.Any(k => k.Number == o.Number && k.Commit == o.Commit && k.IsFork == o.IsFork && k.Labels.SequenceEqual(o.Labels)));
        var count = 0;
        foreach (var pullRequest in closed.Concat(moved).Where(p => RefNames.IsValid(p.Ref)))
        {
            count += await NoteAsync(repository, pullRequest, Origins.Reconciliation, cancellationToken).ConfigureAwait(false) ? 1 : 0;
        }

        await session.CommitAsync(cancellationToken).ConfigureAwait(false);
        return count;
    }

    /// <summary>Asks once more for the removal of environments whose ref is gone and whose removal failed, a few times.</summary>
    private async Task<int> RetryRemovalsAsync(ConnectedRepository repository, RemoteRefs refs, CancellationToken cancellationToken)
    {
        var count = 0;
        foreach (var cluster in await clusters.ListByRepositoryAsync(repository.Address, cancellationToken).ConfigureAwait(false))
        {
            if (cluster.State == ClusterState.Failed && await IsGoneAsync(repository, cluster.Source!.Ref, refs, cancellationToken).ConfigureAwait(false)
                && await RemovalAttempts.CountFailedAsync(operations, cluster, cancellationToken).ConfigureAwait(false) is > 0 and < RemovalAttempts.Most)
            {
                session.Publish(new RepositoryPushed(repository.Address, RefNames.FullOf(cluster.Source.Ref), cluster.SeenCommit, null, Origins.Reconciliation));
                count++;
            }
        }

        return count;
    }

    private async Task<bool> IsGoneAsync(ConnectedRepository repository, string followed, RemoteRefs refs, CancellationToken cancellationToken) =>
        RefNames.PullRequestOf(followed) is { } number
            ? await store.FindPullRequestAsync(repository.Id, number, cancellationToken).ConfigureAwait(false) is { } known && !EnvironmentPolicy.Wants(repository, known)
            : SourceTracking.Find(refs, followed) is null;

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
        var forms = RepositoryForms.Of(repository.Address, repository.GitHubName);
        var built = (await clusters.ListBuiltFromAsync(forms, null, cancellationToken).ConfigureAwait(false))
            .Where(c => c is { State: not ClusterState.Removing, IsPaused: false })
            .SelectMany(c => c.OtherSources.Where(s => forms.Contains(s.Repository)))
            .ToLookup(s => s.Ref, StringComparer.Ordinal);
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

            var isBuiltBehind = built[RefNames.FollowedAs(current.Name)].Any(s => s.SeenCommit != current.Commit) && !IsUnderWay(known);
            var isNew = isBuiltBehind
                || (known is null ? isWanted || following.Length > 0
                    : known.Commit != current.Commit
                    || (following.Length == 0 ? isWanted && origin == Origins.Connect : IsBehind(following, current.Commit, known.SeenAt)));
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

    /// <summary>What the environments of a repository are built from beside it, and is not connected itself, is looked at with it.</summary>
    private async Task<int> CompareOthersAsync(ConnectedRepository repository, CancellationToken cancellationToken)
    {
        var followers = await clusters.ListByRepositoryAsync(repository.Address, cancellationToken).ConfigureAwait(false);
        var seen = followers.Where(c => c is { State: not ClusterState.Removing, IsPaused: false }).SelectMany(c => c.OtherSources).Distinct().ToImmutableArray();
        var looked = seen.IsEmpty ? [] : await SourceTracking.LookAsync(repositories, seen, cancellationToken).ConfigureAwait(false);
        var count = 0;
        foreach (var now in looked.Distinct())
        {
            var before = seen.FirstOrDefault(s => s.Branch == now.Branch && s.SeenCommit != now.SeenCommit);
            if (before is not null && await store.FindByAddressAsync(now.Repository, cancellationToken).ConfigureAwait(false) is null)
            {
                session.Publish(new RepositoryPushed(now.Repository, RefNames.FullOf(now.Ref), before.SeenCommit, now.SeenCommit, Origins.Reconciliation));
                count++;
            }
        }

        return count;
    }

    /// <summary>Whether what was reported has not reached a cluster: its message was given up, say.</summary>
    private bool IsBehind(Cluster[] following, string commit, DateTimeOffset seenAt) =>
        !IsUnderWay(seenAt) && following.Any(c => c is { IsPaused: false, SeenCommit: not null } && c.SeenCommit != commit);

    private bool IsUnderWay(SeenRef? seen) => seen is not null && IsUnderWay(seen.SeenAt);

    private bool IsUnderWay(DateTimeOffset seenAt) => seenAt >= time.GetUtcNow() - UnderWay;

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
