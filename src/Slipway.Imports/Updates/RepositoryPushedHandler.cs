using System.Collections.Immutable;
using Slipway.Core.Clusters;
using Slipway.Core.Messages;
using Slipway.Core.Operations;
using Slipway.Core.Sources;
using Slipway.Imports.Formats;
using Slipway.Imports.Repositories;
using Slipway.Imports.Requests;
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
    public async Task HandleAsync(RepositoryPushed message, HandlerContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(context);
        if (await store.FindByAddressAsync(message.Repository, cancellationToken).ConfigureAwait(false) is not { } repository)
        {
            context.Note("the repository is no longer connected");
            return;
        }

        var branch = new TrackedBranch(repository.Address, RefNames.FollowedAs(message.Ref));
        ImmutableArray<Cluster> concerned = [.. (await clusters.ListByBranchAsync(branch, cancellationToken).ConfigureAwait(false)).Where(c => c.State != ClusterState.Removing)];
        var number = RefNames.PullRequestOf(message.Ref);
        var pullRequest = number is null ? null : await store.FindPullRequestAsync(repository.Id, number.Value, cancellationToken).ConfigureAwait(false);
        var isWanted = EnvironmentPolicy.Wants(repository, message.Ref, pullRequest);
        var commit = message.After ?? await ReturnedAsync(repository, message.Ref, isWanted || number is null, cancellationToken).ConfigureAwait(false);
        if (commit is null)
        {
            Remove(context, concerned.Where(c => Follows(c, branch)));
            return;
        }

        foreach (var cluster in concerned)
        {
            Update(context, cluster, commit);
        }

        var isMissing = isWanted && !concerned.Any(c => Follows(c, branch) && c.Source!.Directory == repository.Directory);
        if (isMissing)
        {
            Import(context, repository, message.Ref);
        }

        context.Note($"{Count(concerned.Length)}{(isMissing ? ", and a new one" : string.Empty)}");
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

    private void Update(HandlerContext context, Cluster cluster, string commit)
    {
        if (formats.FirstOrDefault(f => f.Name == cluster.Format) is not { } format)
        {
            return;
        }

        var now = time.GetUtcNow();
        var chain = NewChain(now);
        operations.Add(UpdateOperations.Push(chain, cluster, commit, now));
        format.Push(context, cluster, commit, chain);
    }

    private void Import(HandlerContext context, ConnectedRepository repository, string reference)
    {
        var now = time.GetUtcNow();
        var chain = NewChain(now);
        var format = formats.FirstOrDefault(f => f.Name == repository.Format) ?? throw new PermanentFailureException($"the format {repository.Format} is not installed");
        operations.Add(UpdateOperations.Import(chain, now));
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

    private void Remove(HandlerContext context, IEnumerable<Cluster> following)
    {
        var count = 0;
        foreach (var cluster in following)
        {
            var now = time.GetUtcNow();
            var chain = NewChain(now);
            clusters.Update(cluster with { State = ClusterState.Removing, UpdatedAt = now });
            operations.Add(UpdateOperations.Removal(chain, cluster, now));
            context.Overtake<DeployCluster>(ClusterKeys.Of(cluster.Name));
            context.Send(new DeleteCluster(cluster.Id, cluster.Name, WithVolumes: true), chain);
            count++;
        }

        context.Note($"{Count(count)} to be removed");
    }

    private static string Count(int environments) => environments == 1 ? "1 environment" : $"{environments} environments";

    private static string NewChain(DateTimeOffset now) => Guid.CreateVersion7(now).ToString("N");
}
