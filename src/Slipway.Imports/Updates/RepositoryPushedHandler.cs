using System.Collections.Immutable;
using Slipway.Core.Clusters;
using Slipway.Core.Messages;
using Slipway.Core.Operations;
using Slipway.Core.Sources;
using Slipway.Imports.Formats;
using Slipway.Imports.Repositories;
using Slipway.Imports.Requests;
using Slipway.Imports.Sources;
using Slipway.Messaging;

namespace Slipway.Imports.Updates;

/// <summary>
/// Passes a push on to the clusters that it concerns, whatever their format, each on a chain of its own: an update, a removal, or the import of a ref that is to
/// have an environment. Safe to run twice: what it writes and sends commits once.
/// </summary>
public sealed class RepositoryPushedHandler(
    IEnumerable<FormatEntry> formats,
    IRepositories repositories,
    IConnectedRepositoryStore store,
    IClusterStore clusters,
    IImportStore imports,
    IOperationStore operations,
    TimeProvider time) : IHandle<RepositoryPushed>
{
    private const string ImportChain = "import";

    public async Task HandleAsync(RepositoryPushed message, HandlerContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(context);
        if (await BeginAsync(context, ImportChain, cancellationToken).ConfigureAwait(false) is null)
        {
            // What it imported is there by now and must not be updated for the same push.
            context.Note("it was passed on before");
            return;
        }

        var connected = await store.FindByAddressAsync(message.Repository, cancellationToken).ConfigureAwait(false);
        var built = await PassOnAsync(message, connected?.GitHubName, context, cancellationToken).ConfigureAwait(false);
        if (connected is not { } repository)
        {
            context.Note(built == 0 ? "the repository is no longer connected" : $"{Count(built)} built from it");
            return;
        }

        var branch = new TrackedBranch(repository.Address, RefNames.FollowedAs(message.Ref));
        ImmutableArray<Cluster> concerned = [.. (await clusters.ListByBranchAsync(branch, cancellationToken).ConfigureAwait(false)).Where(c => c.State != ClusterState.Removing && Follows(c, branch))];
        var number = RefNames.PullRequestOf(message.Ref);
        var pullRequest = number is null ? null : await store.FindPullRequestAsync(repository.Id, number.Value, cancellationToken).ConfigureAwait(false);
        var isWanted = EnvironmentPolicy.Wants(repository, message.Ref, pullRequest);
        var commit = message.After ?? await ReturnedAsync(repository, message.Ref, isWanted || number is null, cancellationToken).ConfigureAwait(false);
        if (commit is null)
        {
            await RemoveAsync(context, concerned, cancellationToken).ConfigureAwait(false);
            return;
        }

        foreach (var cluster in concerned)
        {
            await UpdateAsync(context, cluster, commit, [], cancellationToken).ConfigureAwait(false);
        }

        var isMissing = isWanted && !concerned.Any(c => c.Source!.Directory == repository.Directory);
        if (isMissing)
        {
            await ImportAsync(context, repository, message.Ref, cancellationToken).ConfigureAwait(false);
        }

        context.Note($"{Count(concerned.Length)}{(isMissing ? ", and a new one" : string.Empty)}{(built == 0 ? string.Empty : $"; {Count(built)} built from it")}");
    }

    /// <summary>Tells the clusters of other repositories that are built from this one, under whatever form of its address.</summary>
    private async Task<int> PassOnAsync(RepositoryPushed message, string? gitHubName, HandlerContext context, CancellationToken cancellationToken)
    {
        if (message.After is not { } commit)
        {
            // What was built from a branch that went stays as it is.
            return 0;
        }

        var forms = RepositoryForms.Of(message.Repository, gitHubName);
        var reference = RefNames.FollowedAs(message.Ref);
        var count = 0;
        foreach (var cluster in await clusters.ListBuiltFromAsync(forms, reference, cancellationToken).ConfigureAwait(false))
        {
            var behind = cluster.OtherSources.FirstOrDefault(s => s.Ref == reference && s.SeenCommit != commit && forms.Contains(s.Repository));
            if (behind is not null && cluster.State != ClusterState.Removing)
            {
                var notice = $"{SourceTracking.NameOf(behind.Repository)} {reference}, from which it is built, moved to {commit[..8]}";
                await UpdateAsync(context, cluster, cluster.SeenCommit ?? commit, [notice], cancellationToken).ConfigureAwait(false);
                count++;
            }
        }

        return count;
    }

    private static bool Follows(Cluster cluster, TrackedBranch branch) => cluster.Source?.Repository == branch.Repository && cluster.Source.Ref == branch.Ref;

    /// <summary>A ref that went may have come again before this was read. What came is reported on its own, but nothing must be removed then.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="reference">The ref.</param>
    /// <param name="mayStay">Whether it matters that it is there: that of a closed pull request is for ever.</param>
    /// <param name="cancellationToken">Cancels.</param>
    private async Task<string?> ReturnedAsync(ConnectedRepository repository, string reference, bool mayStay, CancellationToken cancellationToken)
    {
        if (!mayStay)
        {
            return null;
        }

        var refs = await repositories.ListRefsAsync(repository.Address, cancellationToken).ConfigureAwait(false);
        return refs.Refs.FirstOrDefault(r => r.Name == reference)?.Commit;
    }

    private async Task UpdateAsync(HandlerContext context, Cluster cluster, string commit, ImmutableArray<string> notices, CancellationToken cancellationToken)
    {
        if (formats.FirstOrDefault(f => f.Name == cluster.Format) is not { } format)
        {
            return;
        }

        var now = time.GetUtcNow();
        if (await BeginAsync(context, $"update {cluster.Id}", cancellationToken).ConfigureAwait(false) is not { } chain)
        {
            return;
        }

        operations.Add(UpdateOperations.Push(chain, cluster, commit, now) with { Notices = notices });
        format.Push(context, cluster, commit, chain);
    }

    private async Task ImportAsync(HandlerContext context, ConnectedRepository repository, string reference, CancellationToken cancellationToken)
    {
        if (await BeginAsync(context, ImportChain, cancellationToken).ConfigureAwait(false) is not { } chain)
        {
            return;
        }

        var format = formats.FirstOrDefault(f => f.Name == repository.Format) ?? throw new PermanentFailureException($"the format {repository.Format} is not installed");
        operations.Add(UpdateOperations.Import(chain, time.GetUtcNow()));
        imports.Add(new Import
        {
            Id = chain,
            Format = repository.Format,
            Requested = repository.Address,
            Directory = repository.Directory,
            Ref = reference,
            NamePattern = repository.NamePattern,
            Files = repository.Files,
            Profiles = repository.Profiles,
        });
        format.Request(context, chain);
    }

    private async Task RemoveAsync(HandlerContext context, IEnumerable<Cluster> following, CancellationToken cancellationToken)
    {
        var count = 0;
        foreach (var cluster in following)
        {
            if (await BeginAsync(context, $"removal {cluster.Id}", cancellationToken).ConfigureAwait(false) is not { } chain)
            {
                continue;
            }

            var now = time.GetUtcNow();
            clusters.Update(cluster with { State = ClusterState.Removing, UpdatedAt = now });
            var failed = await RemovalAttempts.CountFailedAsync(operations, cluster, cancellationToken).ConfigureAwait(false);
            operations.Add(UpdateOperations.Removal(chain, cluster, now) with { Notices = failed == 0 ? [] : [$"its removal failed before; attempt {failed + 1} of {RemovalAttempts.Most}"] });
            context.Overtake<DeployCluster>(ClusterKeys.Of(cluster.Name));
            context.Send(new DeleteCluster(cluster.Id, cluster.Name, WithVolumes: true), chain);
            count++;
        }

        context.Note($"{Count(count)} to be removed");
    }

    private static string Count(int environments) => environments == 1 ? "1 environment" : $"{environments} environments";

    /// <summary>The chain for one thing that the push leads to; null where an earlier delivery of the same message has begun it.</summary>
    private async Task<string?> BeginAsync(HandlerContext context, string what, CancellationToken cancellationToken)
    {
        var chain = ChainIds.Of(context, what);
        return await operations.FindAsync(chain, cancellationToken).ConfigureAwait(false) is null ? chain : null;
    }
}
