using Microsoft.Extensions.Options;
using Slipway.Core.Clusters;
using Slipway.Core.Configurations;
using Slipway.Core.Deploying;
using Slipway.Core.Diagnostics;
using Slipway.Core.Engines;
using Slipway.Core.Operations;
using Slipway.Core.Planning;
using Slipway.Core.Sources;

namespace Slipway.Core.Removing;

/// <summary>Removes exactly what carries a cluster's id.</summary>
public sealed class Remover(
    IContainerEngine engine,
    IImageBuilder builder,
    IRepositories repositories,
    IProgressSink progress,
    IOptions<DeployOptions> options,
    TimeProvider time)
{
    /// <summary>Removes containers, networks and, if asked, volumes. Safe to run again.</summary>
    public async Task<DeployOutcome> RemoveAsync(
        string operationId, Cluster cluster, Revision? revision, bool withVolumes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        progress.Phase(operationId, "removing");
        var set = revision?.Set ?? new ConfigurationSet();
        var request = new ObserveRequest(cluster.Name) { Networks = [.. set.Networks.Where(n => !n.External).Select(n => n.Name)] };
        var observed = await engine.ObserveAsync(request, cancellationToken).ConfigureAwait(false);
        var plan = RemovalPlanner.Plan(cluster.Id, set, observed, withVolumes);
        var owner = new Ownership(cluster.Id, cluster.Name, cluster.Revision, string.Empty, revision?.Commit ?? string.Empty);
        var board = new ProgressBoard(operationId, [], observed.Containers.Where(c => c.ClusterId == cluster.Id).Select(c => c.Instance), progress, time);
        board.Planned(plan);
        var applier = new OperationApplier(engine, builder, repositories, options.Value, string.Empty, owner, board, cancellationToken);
        var executor = new PlanExecutor(options.Value, time);
        var results = await executor.ExecuteAsync(plan, applier.ApplyAsync, cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        await repositories.RemoveCheckoutsAsync(cluster.Id, cancellationToken).ConfigureAwait(false);
        var record = new DeploymentRecord(cluster.Revision, plan.ToString(), PlanCounts.Of(plan), board.Snapshot, []);
        var failed = results.FirstOrDefault(r => r.Status == NodeStatus.Failed);
        return new DeployOutcome(record, [.. plan.Notices.Concat(results.SelectMany(r => r.Notices))], failed is null ? null : FailureOf(cluster, failed));
    }

    private static OperationFailure FailureOf(Cluster cluster, NodeResult failed) => new(
        failed.Node.Operation.Instance,
        $"{failed.Node.Operation.Verb} {failed.Node.Operation.Subject}: {failed.Reason}",
        (SourceLocation?)null,
        failed.LastLines,
        $"Resolve what is in the way, then run slipway rm {cluster.Name} again.");
}
