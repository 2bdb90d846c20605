using System.Collections.Immutable;
using Slipway.Core.Clusters;
using Slipway.Core.Operations;
using Slipway.Core.Sources;
using Slipway.Imports.Formats;
using Slipway.Imports.Sources;
using Slipway.Imports.Updates;
using Slipway.Messaging;

namespace Slipway.Imports.Repositories;

/// <summary>What can be asked of connected repositories. Scoped; each call commits. Whatever is wrong with what a user named is a <see cref="SourceException"/>.</summary>
public sealed class RepositoryRequests(
    IEnumerable<FormatEntry> formats,
    IRepositories repositories,
    IConnectedRepositoryStore store,
    IClusterStore clusters,
    IOperationStore operations,
    RepositoryLook look,
    ClusterRequests requests,
    IMessageSession session,
    TimeProvider time)
{
    private static readonly TimeSpan ShortestLook = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestLook = TimeSpan.FromDays(1);

    // What a repository without any commit may come to call its first branch.
    private static readonly ImmutableArray<string> UsualDefaults = ["main", "master"];

    /// <summary>
    /// Connects a repository, or changes the settings of one that is connected. Environments of wanted branches that there are none of are asked for at
    /// once; clusters that follow it already are followed from then on.
    /// </summary>
    /// <exception cref="SourceException">There is no such repository, it does not answer, or a setting is not accepted; nothing is stored.</exception>
    public async Task<ConnectedRepository> ConnectAsync(RepositoryConnection connection, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        Check(connection);
        var location = await repositories.LocateAsync(connection.Requested, cancellationToken).ConfigureAwait(false);
        var refs = await repositories.ListRefsAsync(location.Repository, cancellationToken).ConfigureAwait(false);
        var existing = await store.FindByAddressAsync(location.Repository, cancellationToken).ConfigureAwait(false);
        var now = time.GetUtcNow();
        var repository = new ConnectedRepository
        {
            Id = existing?.Id ?? Guid.CreateVersion7(now).ToString("N"),
            Address = location.Repository,
            GitHubName = (connection.GitHubName ?? GitHubNames.Of(location.Repository))?.ToLowerInvariant(),
            Format = connection.Format,
            Directory = location.Directory,
            Branches = connection.Branches.IsEmpty ? DefaultOf(refs) : connection.Branches,
            PullRequests = connection.PullRequests,
            Label = connection.Label,
            Forks = connection.Forks,
            Files = connection.Files,
            Profiles = connection.Profiles,
            NamePattern = connection.NamePattern,
            LookEvery = connection.LookEvery ?? TimeSpan.FromMinutes(5),
            ConnectedAt = existing?.ConnectedAt ?? now,
            LookedAt = now,
        };
        await RefuseOtherNameAsync(repository, cancellationToken).ConfigureAwait(false);
        if (existing is null)
        {
            store.Add(repository);
        }
        else
        {
            store.Update(repository);
        }

        await look.CompareAsync(repository, refs, Origins.Connect, cancellationToken).ConfigureAwait(false);
        await session.CommitAsync(cancellationToken).ConfigureAwait(false);
        return repository;
    }

    /// <summary>Forgets a repository. Its environments stay as they are, or are removed with their volumes.</summary>
    /// <returns>The operations of the removals; null when there is no such repository.</returns>
    public async Task<ImmutableArray<string>?> DisconnectAsync(string repositoryId, bool removeEnvironments, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(repositoryId, cancellationToken).ConfigureAwait(false) is not { } repository)
        {
            return null;
        }

        var followers = removeEnvironments
            ? await clusters.ListByRepositoryAsync(repository.Address, cancellationToken).ConfigureAwait(false)
            : [];
        store.Remove(repository);
        await session.CommitAsync(cancellationToken).ConfigureAwait(false);

        var removals = ImmutableArray.CreateBuilder<string>();
        foreach (var cluster in followers.Where(c => c.State != ClusterState.Removing))
        {
            // A chain and a transaction for each: the environments have nothing to do with each other.
            session.CorrelationId = Guid.CreateVersion7().ToString("N");
            removals.Add(await requests.DeleteAsync(cluster, withVolumes: true, cancellationToken).ConfigureAwait(false));
        }

        return removals.ToImmutable();
    }

    /// <summary>Lets pushes be deployed again. What was pushed meanwhile is deployed now.</summary>
    /// <returns>The operation; null when there is nothing to be deployed.</returns>
    public async Task<string?> ResumeAsync(Cluster cluster, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        var now = time.GetUtcNow();
        clusters.Update(cluster with { IsPaused = false, UpdatedAt = now });
        string? operation = null;
        if (cluster.Source is { } source && formats.FirstOrDefault(f => f.Name == cluster.Format) is { } format
            && await CurrentCommitAsync(source, cancellationToken).ConfigureAwait(false) is { } commit
            && (commit != cluster.SeenCommit || await IsBuiltBehindAsync(cluster, cancellationToken).ConfigureAwait(false)))
        {
            operation = session.CorrelationId;
            operations.Add(UpdateOperations.Push(operation, cluster, commit, now));
            format.Resume(session, cluster, commit);
        }

        await session.CommitAsync(cancellationToken).ConfigureAwait(false);
        return operation;
    }

    private async Task<bool> IsBuiltBehindAsync(Cluster cluster, CancellationToken cancellationToken) => !cluster.OtherSources.IsEmpty
        && SourceTracking.FirstMove(cluster.OtherSources, await SourceTracking.LookAsync(repositories, cluster.OtherSources, cancellationToken).ConfigureAwait(false)) is not null;

    private async Task<string?> CurrentCommitAsync(ClusterSource source, CancellationToken cancellationToken)
    {
        var refs = await repositories.ListRefsAsync(source.Repository, cancellationToken).ConfigureAwait(false);
        return refs.Refs.FirstOrDefault(r => RefNames.FollowedAs(r.Name) == source.Ref)?.Commit;
    }

    private static ImmutableArray<string> DefaultOf(RemoteRefs refs) => refs.Default is { } name ? [RefNames.FollowedAs(name)] : UsualDefaults;

    private void Check(RepositoryConnection connection)
    {
        if (formats.All(f => f.Name != connection.Format))
        {
            throw Refused($"the format {connection.Format} is not installed; there is {string.Join(", ", formats.Select(f => f.Name))}");
        }

        if (connection.LookEvery is { } every && (every < ShortestLook || every > LongestLook))
        {
            throw Refused("refs can be looked at every 5 seconds at most and once a day at least");
        }

        foreach (var branch in connection.Branches)
        {
            if (BranchGlob.ProblemOf(branch) is { } problem)
            {
                throw Refused(problem);
            }
        }

        if (connection.NamePattern is { } pattern && NamePattern.ProblemOf(pattern) is { } wrong)
        {
            throw Refused(wrong);
        }

        if (connection.GitHubName is { } name && !GitHubNames.IsName(name))
        {
            throw Refused($"'{name}' is no repository on GitHub; name it as owner/name");
        }
    }

    private async Task RefuseOtherNameAsync(ConnectedRepository repository, CancellationToken cancellationToken)
    {
        if (repository.GitHubName is { } name
            && await store.FindByGitHubNameAsync(name, cancellationToken).ConfigureAwait(false) is { } other && other.Id != repository.Id)
        {
            throw Refused($"{name} on GitHub is connected as {RepositoryText.ForPeople(other.Address)}; disconnect that first");
        }
    }

    private static SourceException Refused(string message) => new(SourceFailure.Refused, message);
}
