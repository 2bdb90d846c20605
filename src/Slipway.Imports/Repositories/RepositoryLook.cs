using System.Collections.Immutable;
using Slipway.Core.Clusters;
using Slipway.Core.Operations;
using Slipway.Core.Sources;
using Slipway.Imports.Sources;
using Slipway.Imports.Updates;
using Slipway.Messaging;

namespace Slipway.Imports.Repositories;

/// <summary>Looks at a repository for what nobody reported. Scoped.</summary>
public sealed class RepositoryLook(
    IRepositories repositories,
    IConnectedRepositoryStore store,
    IClusterStore clusters,
    IOperationStore operations,
    IEnumerable<IPullRequestList> pullRequestLists,
    RefNotes notes,
    IMessageSession session,
    TimeProvider time)
{
    // What was reported so short a time ago may still be on its way.
    private static readonly TimeSpan UnderWay = TimeSpan.FromMinutes(1);

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
            count += await notes.NoteAsync(repository, pullRequest, Origins.Reconciliation, cancellationToken).ConfigureAwait(false) ? 1 : 0;
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
                notes.Note(repository, current.Name, known, known?.Commit, current.Commit, origin);
                count++;
            }
        }

        foreach (var gone in seen.Values.Where(s => !names.Contains(s.Ref)))
        {
            notes.Note(repository, gone.Ref, gone, gone.Commit, null, origin);
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
}
