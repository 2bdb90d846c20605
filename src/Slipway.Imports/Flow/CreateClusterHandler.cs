using Slipway.Core.Clusters;
using Slipway.Core.Messages;
using Slipway.Core.Operations;
using Slipway.Imports.Feedback;
using Slipway.Imports.Formats;
using Slipway.Imports.Repositories;
using Slipway.Imports.Requests;
using Slipway.Imports.Sources;
using Slipway.Imports.Updates;
using Slipway.Messaging;

namespace Slipway.Imports.Flow;

/// <summary>Writes a parsed configuration as a revision of its cluster and joins the core flow. Safe to run twice: an equal revision is not written again.</summary>
public sealed class CreateClusterHandler<TFormat>(
    IImportStore imports, IOperationStore operations, IClusterStore clusters, IConnectedRepositoryStore repositories, FeedbackDesk feedback, TimeProvider time)
    : IHandle<CreateCluster<TFormat>>
    where TFormat : IFormat
{
    public async Task HandleAsync(CreateCluster<TFormat> message, HandlerContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(context);
        var import = await imports.FindAsync(message.ImportId, cancellationToken).ConfigureAwait(false);
        var parsed = import?.Parsed ?? throw new PermanentFailureException($"import {message.ImportId} has no parsed configuration");
        var operation = await operations.FindAsync(message.ImportId, cancellationToken).ConfigureAwait(false);
        if (operation is { IsSettled: true })
        {
            context.Note("the operation has ended");
            return;
        }

        var existing = await clusters.FindByNameAsync(parsed.ClusterName, cancellationToken).ConfigureAwait(false);
        if (existing is { Source: not null } && import.Name is null && import.Ref is not null && existing.Source.Ref != parsed.Source.Ref)
        {
            // Another ref with the same name in the letters of an engine came first: now that its cluster is there, another name is chosen.
            context.Note($"{existing.Name} follows {existing.Source.Ref}; choosing another name");
            context.Send(new ParseConfig<TFormat>(message.ImportId));
            return;
        }

        var cluster = existing is null ? Create(parsed) : await UpdateAsync(existing, parsed, cancellationToken).ConfigureAwait(false);

        if (existing is null)
        {
            context.Note("created, revision 1");
            context.Publish(new ClusterCreated(cluster.Id, cluster.Name, cluster.Revision));
        }
        else
        {
            context.Note(existing.Revision == cluster.Revision ? $"revision {cluster.Revision} is the same" : $"revision {cluster.Revision}");
            context.Publish(new ClusterUpdated(cluster.Id, cluster.Name, cluster.Revision));
        }

        if (operation is not null)
        {
            operations.Update(operation with { ClusterId = cluster.Id });
        }

        await feedback.AskAsync(cluster, context, cancellationToken).ConfigureAwait(false);
        await FollowAsync(cluster, context, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// While a ref was imported for the first time it may have moved, and another import of it may have come first. Where it was last reported is
    /// compared once more, so that nothing older stays.
    /// </summary>
    private async Task FollowAsync(Cluster cluster, HandlerContext context, CancellationToken cancellationToken)
    {
        if (cluster.Source is not { } source)
        {
            return;
        }

        var newer = await FindNewerAsync(source.Repository, source.Ref, cluster.SeenCommit, cancellationToken).ConfigureAwait(false);
        foreach (var other in cluster.OtherSources)
        {
            newer ??= await FindNewerAsync(other.Repository, other.Ref, other.SeenCommit, cancellationToken).ConfigureAwait(false) is null ? null : cluster.SeenCommit;
        }

        if (newer is not null)
        {
            var now = time.GetUtcNow();
            var chain = ChainIds.Of(context, "follow");
            operations.Add(UpdateOperations.Push(chain, cluster, newer, now));
            context.Publish(new ClusterPushed<TFormat>(cluster.Id, cluster.Name, newer), chain);
        }
    }

    private async Task<string?> FindNewerAsync(string address, string reference, string? seenCommit, CancellationToken cancellationToken) =>
        await repositories.FindByAddressAsync(address, cancellationToken).ConfigureAwait(false) is { } repository
        && await repositories.FindRefAsync(repository.Id, RefNames.FullOf(reference), cancellationToken).ConfigureAwait(false) is { } seen && seen.Commit != seenCommit
            ? seen.Commit
            : null;

    private Cluster Create(ParsedConfiguration parsed)
    {
        var now = time.GetUtcNow();
        var cluster = new Cluster
        {
            Id = Guid.CreateVersion7(now).ToString("N"),
            Name = parsed.ClusterName,
            Format = TFormat.Name,
            Source = parsed.Source,
            Revision = 1,
            State = ClusterState.Deploying,
            SeenCommit = parsed.Commit,
            OtherSources = SourceTracking.Of(parsed.Set),
            CreatedAt = now,
            UpdatedAt = now,
        };
        clusters.Add(cluster);
        clusters.Add(NextOf(parsed).At(cluster, now));
        return cluster;
    }

    private async Task<Cluster> UpdateAsync(Cluster existing, ParsedConfiguration parsed, CancellationToken cancellationToken)
    {
        var current = await clusters.FindRevisionAsync(existing.Id, existing.Revision, cancellationToken).ConfigureAwait(false);
        return NextOf(parsed).WriteTo(clusters, existing with { Source = parsed.Source }, current, time.GetUtcNow());
    }

    private static NextRevision NextOf(ParsedConfiguration parsed) => new(parsed.Commit, parsed.Set, parsed.Inputs, parsed.Diagnostics);
}
