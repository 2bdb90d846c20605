using System.Collections.Immutable;
using Slipway.Core.Clusters;
using Slipway.Core.Configurations;
using Slipway.Core.Diagnostics;
using Slipway.Core.Messages;
using Slipway.Core.Operations;
using Slipway.Core.Sources;
using Slipway.Imports.Feedback;
using Slipway.Imports.Flow;
using Slipway.Imports.Formats;
using Slipway.Imports.Inputs;
using Slipway.Imports.Sources;
using Slipway.Messaging;

namespace Slipway.Imports.Updates;

/// <summary>
/// Decides what a push means for a cluster, at the commit where its ref stands now: the same configurations at the new commit, or a parse. Older work on
/// the cluster ends. Safe to run twice: the second run finds that the commit was seen.
/// </summary>
public sealed class ClusterPushedHandler<TFormat>(IClusterStore clusters, IOperationStore operations, IRepositories repositories, FeedbackDesk feedback, TimeProvider time)
    : IHandle<ClusterPushed<TFormat>>, IHandleDead<ClusterPushed<TFormat>>
    where TFormat : IFormat
{
    public async Task HandleAsync(ClusterPushed<TFormat> message, HandlerContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(context);
        var operation = await operations.FindAsync(context.CorrelationId, cancellationToken).ConfigureAwait(false);
        var cluster = await clusters.FindAsync(message.ClusterId, cancellationToken).ConfigureAwait(false);
        if (operation is { HasBegun: true } or { IsSettled: true })
        {
            context.Note("it was taken up before");
            return;
        }

        if (cluster is not { Source: { } source } || cluster.State == ClusterState.Removing)
        {
            End(context, operation, OperationState.Superseded, "the environment is being removed");
            return;
        }

        string commit;
        try
        {
            var location = new RepositoryLocation(source.Repository, source.Directory, Path.IsPathFullyQualified(source.Repository));
            commit = (await repositories.ResolveAsync(location, source.Ref, cancellationToken).ConfigureAwait(false)).Commit;
        }
        catch (SourceException error) when (error.Failure == SourceFailure.UnknownRef)
        {
            End(context, operation, OperationState.Superseded, $"{source.Ref} is gone");
            return;
        }
        catch (SourceException error) when (error.Failure != SourceFailure.Unreachable)
        {
            End(context, operation, OperationState.Rejected, error.Message, [new Diagnostic(ImportCodes.Of(error.Failure), Severity.Error, null, string.Empty, error.Message)]);
            return;
        }

        var others = cluster.OtherSources.IsEmpty ? [] : await SourceTracking.LookAsync(repositories, cluster.OtherSources, cancellationToken).ConfigureAwait(false);
        var moved = SourceTracking.FirstMove(cluster.OtherSources, others);
        if (commit == cluster.SeenCommit && moved is null)
        {
            End(context, operation, OperationState.Superseded, $"{source.Ref} stands at commit {commit[..8]}, which was dealt with");
        }
        else if (cluster.IsPaused)
        {
            End(context, operation, OperationState.Succeeded, $"the environment is paused; {(commit == cluster.SeenCommit ? moved : $"commit {commit[..8]}")} waits until it is resumed");
        }
        else
        {
            await MoveAsync(cluster with { OtherSources = others }, source, commit, operation, context, moved, cancellationToken).ConfigureAwait(false);
        }
    }

    public Task HandleDeadAsync(ClusterPushed<TFormat> message, string error, HandlerContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        return FailedOperation.RecordAsync(operations, context.CorrelationId, error, time.GetUtcNow(), cancellationToken);
    }

    private async Task MoveAsync(
        Cluster cluster, ClusterSource source, string commit, ClusterOperation? operation, HandlerContext context, string? moved, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var key = ClusterKeys.Of(cluster.Name);
        context.Overtake<DeployCluster>(key);
        context.Overtake<SyncCluster<TFormat>>(key);
        if (operation is not null)
        {
            operations.Update(operation with { Commit = commit, HasBegun = true, Notices = moved is null || !operation.Notices.IsEmpty ? operation.Notices : [$"built from {moved}"] });
        }

        var current = await clusters.FindRevisionAsync(cluster.Id, cluster.Revision, cancellationToken).ConfigureAwait(false);
        var (change, set) = await CompareAsync(current, cluster, source, commit, cancellationToken).ConfigureAwait(false);
        if (set is not null)
        {
            var next = new NextRevision(commit, set, current!.Inputs, current.Diagnostics);
            var updated = next.WriteTo(clusters, cluster, current, now);
            context.Note($"no input changed; revision {updated.Revision} at {commit[..8]}{(moved is null ? string.Empty : $", with {moved}")}");
            context.Publish(new ClusterUpdated(updated.Id, updated.Name, updated.Revision));
            await feedback.AskAsync(updated, context, cancellationToken).ConfigureAwait(false);
            return;
        }

        clusters.Update(cluster with { SeenCommit = commit, UpdatedAt = now });
        await feedback.AskAsync(cluster, context, cancellationToken).ConfigureAwait(false);
        context.Note($"{change} at {commit[..8]}");
        context.Publish(new ClusterConfigUpdated<TFormat>(cluster.Id, cluster.Name, commit));
    }

    private async Task<(string? Change, ConfigurationSet? Set)> CompareAsync(
        Revision? current, Cluster cluster, ClusterSource source, string commit, CancellationToken cancellationToken)
    {
        if (current is null)
        {
            return ("there is no revision", null);
        }

        var tree = await repositories.OpenAsync(source.Repository, commit, cancellationToken).ConfigureAwait(false);
        await using (tree.ConfigureAwait(false))
        {
            if (InputFiles.FirstChange(current.Inputs, tree) is { } change)
            {
                return (change, null);
            }

            var others = await SourceTracking.OpenMovedAsync(repositories, current.Set, cluster.OtherSources, cancellationToken).ConfigureAwait(false);
            await using (others.ConfigureAwait(false))
            {
                return ("something that the configuration names is no longer there", Pins.Take(current.Set, tree, others));
            }
        }
    }

    private void End(HandlerContext context, ClusterOperation? operation, OperationState state, string reason, ImmutableArray<Diagnostic> found = default)
    {
        context.Note(reason);
        if (operation is { State: OperationState.Running })
        {
            operations.Update(operation with
            {
                State = state,
                Diagnostics = found.IsDefault ? operation.Diagnostics : found,
                Notices = operation.Notices.Add(reason),
                FinishedAt = time.GetUtcNow(),
            });
        }
    }
}
