using System.Collections.Immutable;
using Slipway.Core.Clusters;
using Slipway.Core.Diagnostics;
using Slipway.Core.Messages;
using Slipway.Core.Operations;
using Slipway.Core.Sources;
using Slipway.Imports.Feedback;
using Slipway.Imports.Flow;
using Slipway.Imports.Formats;
using Slipway.Imports.Sources;
using Slipway.Messaging;

namespace Slipway.Imports.Updates;

/// <summary>
/// Parses the configuration at a commit and writes the next revision. Files with errors leave the last good one, which is deployed to its end where
/// the push overtook its deployment. Safe to run twice: an equal revision is not written again.
/// </summary>
public sealed class SyncClusterHandler<TFormat>(
    IClusterStore clusters, IOperationStore operations, ConfigurationParser<TFormat> parser, IProgressSink progress, FeedbackDesk feedback, TimeProvider time)
    : IHandle<SyncCluster<TFormat>>, IHandleDead<SyncCluster<TFormat>>
    where TFormat : IFormat
{
    public async Task HandleAsync(SyncCluster<TFormat> message, HandlerContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(context);
        var operation = await operations.FindAsync(context.CorrelationId, cancellationToken).ConfigureAwait(false);
        if (operation is { IsSettled: true })
        {
            context.Note("the operation has ended");
            return;
        }

        var cluster = await clusters.FindAsync(message.ClusterId, cancellationToken).ConfigureAwait(false);
        if (cluster is not { Source: { } source } || cluster.State == ClusterState.Removing || cluster.SeenCommit != message.Commit)
        {
            Supersede(context, operation, cluster);
            return;
        }

        ParsedFormat parsed;
        try
        {
            progress.Phase(context.CorrelationId, $"reading the configuration at {message.Commit[..8]}");
            parsed = await parser.ParseAsync(source, cluster.Name, message.Commit, cancellationToken).ConfigureAwait(false);
        }
        catch (SourceException error) when (error.Failure != SourceFailure.Unreachable)
        {
            await RejectAsync(context, operation, cluster, message.Commit, [new Diagnostic(ImportCodes.Of(error.Failure), Severity.Error, null, string.Empty, error.Message)], cancellationToken).ConfigureAwait(false);
            return;
        }

        if (parsed.Set is not { } set)
        {
            var tracking = cluster with { OtherSources = cluster.OtherSources.With(parsed.Tracked) };
            await RejectAsync(context, operation, tracking, message.Commit, parsed.Diagnostics, cancellationToken).ConfigureAwait(false);
            return;
        }

        var current = await clusters.FindRevisionAsync(cluster.Id, cluster.Revision, cancellationToken).ConfigureAwait(false);
        var updated = new NextRevision(message.Commit, set, parsed.Inputs, parsed.Diagnostics).WriteTo(clusters, cluster, current, time.GetUtcNow());
        if (operation is not null)
        {
            operations.Update(operation with { Commit = message.Commit, Diagnostics = parsed.Diagnostics });
        }

        var changes = current is null ? string.Empty : $": {RevisionDiff.Between(current.Set, set).Summarize()}";
        context.Note($"revision {updated.Revision} at {message.Commit[..8]}{changes}");
        context.Publish(new ClusterUpdated(updated.Id, updated.Name, updated.Revision));
        await feedback.AskAsync(updated, context, cancellationToken).ConfigureAwait(false);
    }

    public async Task HandleDeadAsync(SyncCluster<TFormat> message, string error, HandlerContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(context);
        await FailedOperation.RecordAsync(operations, context.CorrelationId, error, time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        if (await clusters.FindAsync(message.ClusterId, cancellationToken).ConfigureAwait(false) is { } cluster && cluster.SeenCommit == message.Commit)
        {
            FinishCurrent(context, cluster);
        }
    }

    private void Supersede(HandlerContext context, ClusterOperation? operation, Cluster? cluster)
    {
        var reason = cluster is null or { Source: null } or { State: ClusterState.Removing } ? "the environment is being removed" : $"commit {cluster.SeenCommit?[..8]} has overtaken it";
        context.Supersede(reason);
        if (operation is { State: OperationState.Running })
        {
            operations.Update(operation with { State = OperationState.Superseded, Notices = operation.Notices.Add(reason), FinishedAt = time.GetUtcNow() });
        }
    }

    private async Task RejectAsync(
        HandlerContext context, ClusterOperation? operation, Cluster cluster, string commit, ImmutableArray<Diagnostic> found, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        clusters.Update(cluster with { Problem = new ConfigurationProblem(commit, found), UpdatedAt = now });
        if (operation is not null)
        {
            operations.Update(operation with { State = OperationState.Rejected, Commit = commit, Diagnostics = found, FinishedAt = now });
        }

        context.Note($"rejected: {found.FirstOrDefault(d => d.Severity == Severity.Error)}");
        FinishCurrent(context, cluster);
        await feedback.AskAsync(cluster, context, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The push ended the deployment of the current revision, or one still waits; without a newer revision it must come to its end.</summary>
    private void FinishCurrent(HandlerContext context, Cluster cluster)
    {
        if (cluster.State != ClusterState.Deploying)
        {
            return;
        }

        var now = time.GetUtcNow();
        var chain = ChainIds.Of(context, "finish");
        operations.Add(UpdateOperations.Redeploy(chain, cluster, now) with { Notices = [$"revision {cluster.Revision} goes on, as the newer commit gave none"] });
        context.Publish(new ClusterUpdated(cluster.Id, cluster.Name, cluster.Revision), chain);
    }
}
