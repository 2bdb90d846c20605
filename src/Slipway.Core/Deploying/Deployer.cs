using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Slipway.Core.Clusters;
using Slipway.Core.Configurations;
using Slipway.Core.Diagnostics;
using Slipway.Core.Engines;
using Slipway.Core.Operations;
using Slipway.Core.Planning;
using Slipway.Core.Sources;

namespace Slipway.Core.Deploying;

/// <summary>Observes, plans and executes until the containers of a cluster are in line with a revision.</summary>
public sealed class Deployer(
    IContainerEngine engine,
    IImageBuilder builder,
    IRepositories repositories,
    IProgressSink progress,
    IOptions<DeployOptions> options,
    TimeProvider time,
    ILogger<Deployer> logger)
{
    // A port may be taken between looking and starting, and an image fetched on every deployment may turn out to be another one.
    private const int Rounds = 4;
    private static readonly TimeSpan UndoTime = TimeSpan.FromMinutes(1);

    /// <summary>What a deployment of a revision would do now. Nothing is changed on the engine.</summary>
    public async Task<Plan> PlanAsync(Cluster cluster, Revision revision, CancellationToken cancellationToken)
    {
        var desired = DesiredState.Resolve(await TargetAsync(cluster, revision, cancellationToken).ConfigureAwait(false));
        var observed = await engine.ObserveAsync(desired.ToObserveRequest(), cancellationToken).ConfigureAwait(false);
        return DeployPlanner.Plan(desired, observed);
    }

    /// <summary>Brings the containers in line with a revision. Safe to run again after an interruption: it begins by looking.</summary>
    public async Task<DeployOutcome> DeployAsync(string operationId, Cluster cluster, Revision revision, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        ArgumentNullException.ThrowIfNull(revision);
        using var timeout = new CancellationTokenSource(options.Value.Timeout, time);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        progress.Phase(operationId, $"deploying revision {revision.Number}");
        var target = await TargetAsync(cluster, revision, cancellationToken).ConfigureAwait(false);
        var desired = DesiredState.Resolve(target);
        var board = new ProgressBoard(
            operationId, desired.Containers, revision.Set.Configurations.Where(c => c.Replicas > 0).Select(c => c.Name), progress, time);
        Plan? first = null;
        var notices = ImmutableArray<string>.Empty;
        try
        {
            for (var round = 1; ; round++)
            {
                var observed = await engine.ObserveAsync(desired.ToObserveRequest(), deadline.Token).ConfigureAwait(false);
                var plan = DeployPlanner.Plan(desired, observed);
                first ??= plan;
                notices = [.. notices.Union(plan.Notices)];
                logger.DeploymentPlanned(cluster.Name, revision.Number, round, plan.Nodes.Length, plan.Unchanged.Length);
                board.Planned(first);
                if (!plan.Problems.IsEmpty)
                {
                    return Outcome(plan.Problems[0].Instance, string.Join("; ", plan.Problems.Select(p => p.Reason)), []);
                }

                var results = await ExecuteAsync(plan, cluster, target.Owner, board, deadline.Token).ConfigureAwait(false);
                cancellationToken.ThrowIfCancellationRequested();
                await UndoAsync(plan, results).ConfigureAwait(false);
                deadline.Token.ThrowIfCancellationRequested();
                var failed = results.FirstOrDefault(r => r.Status == NodeStatus.Failed);
                if (failed is null && (round == Rounds || !MovesImages(desired, plan)))
                {
                    return await SucceedAsync().ConfigureAwait(false);
                }

                if (failed is not null && (failed.Failure != EngineFailure.PortTaken || round == Rounds))
                {
                    return Outcome(failed.Node.Operation.Instance, Explain(failed), failed.LastLines, failed.Node.Operation);
                }

                desired = desired with { Fetched = desired.Fetched.Union(plan.Nodes.Select(n => n.Operation).OfType<PullImage>().Select(p => p.Reference)) };
            }
        }
        catch (EngineUnreachableException error)
        {
            // The message is tried again; whoever watches should know why nothing moves.
            progress.Phase(operationId, $"waiting for the container engine: {error.Message}");
            throw;
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            var slow = board.Snapshot.FirstOrDefault(i => i.Phase == InstancePhase.WaitingForHealth)?.Name;
            return Outcome(slow, $"it was not ready within {options.Value.Timeout.TotalSeconds:0} s (Slipway:Deploy:Timeout)", []);
        }

        async Task<DeployOutcome> SucceedAsync()
        {
            var containers = await engine.ListContainersAsync(cluster.Name, cancellationToken).ConfigureAwait(false);
            return new DeployOutcome(Record(Addresses.Of(containers.Where(c => c.ClusterId == cluster.Id))), notices, null);
        }

        DeployOutcome Outcome(string? instance, string reason, ImmutableArray<string> lastLines, Operation? operation = null)
        {
            board.Finish();
            logger.DeploymentFailed(cluster.Name, revision.Number, instance ?? "cluster", reason);
            var failure = new OperationFailure(
                instance, reason, LocationOf(revision.Set, instance, operation), lastLines, Advice.For(cluster.Name, instance, operation));
            return new DeployOutcome(Record([]), notices, failure);
        }

        DeploymentRecord Record(ImmutableArray<Address> addresses) =>
            new(revision.Number, first!.ToString(), PlanCounts.Of(first), board.Snapshot, addresses);
    }

    /// <summary>Whether a container stayed on an image whose name now stands for another one, perhaps.</summary>
    private static bool MovesImages(DesiredState desired, Plan plan)
    {
        var operations = plan.Nodes.Select(n => n.Operation).ToArray();
        var moved = operations.Where(o => o is PullImage or TagImage).Select(o => o.Subject).ToHashSet(StringComparer.Ordinal);
        var made = operations.OfType<CreateContainer>().Select(c => (c.Container.Instance, c.Container.Number)).ToHashSet();
        return desired.Containers.Any(c => moved.Contains(c.Image) && !made.Contains((c.Instance, c.Number)));
    }

    private static string Explain(NodeResult failed) => failed.Node.Operation switch
    {
        AwaitContainer or BuildImage => failed.Reason,
        PullImage pull => $"image {pull.Reference} cannot be had: {failed.Reason}",
        _ => $"{failed.Node.Operation.Verb} {failed.Node.Operation.Subject}: {failed.Reason}",
    };

    private static SourceLocation? LocationOf(ConfigurationSet set, string? instance, Operation? operation)
    {
        var origins = set.Configurations.FirstOrDefault(c => c.Name == instance)?.Origins;
        var attribute = operation switch
        {
            BuildImage => "build",
            PullImage => "image",
            _ => string.Empty,
        };
        return origins?.GetValueOrDefault(attribute) ?? origins?.GetValueOrDefault(string.Empty);
    }

    private async Task<DeploymentTarget> TargetAsync(Cluster cluster, Revision revision, CancellationToken cancellationToken)
    {
        var repository = cluster.Source?.Repository ?? string.Empty;
        var owner = new Ownership(cluster.Id, cluster.Name, revision.Number, RepositoryText.ForPeople(repository), revision.Commit);
        string[] paths = [.. revision.Set.Configurations.SelectMany(c => c.Mounts).OfType<RepositoryMount>().Select(m => m.Path).Distinct(StringComparer.Ordinal)];
        if (paths.Length == 0)
        {
            return new DeploymentTarget(owner, revision.Set, ImmutableSortedDictionary<string, string>.Empty);
        }

        var files = await repositories.CheckoutAsync(cluster.Id, repository, revision.Commit, paths, cancellationToken).ConfigureAwait(false);
        return new DeploymentTarget(owner, revision.Set, files.ToImmutableSortedDictionary(StringComparer.Ordinal));
    }

    private Task<ImmutableArray<NodeResult>> ExecuteAsync(Plan plan, Cluster cluster, Ownership owner, ProgressBoard board, CancellationToken cancellationToken)
    {
        var applier = new OperationApplier(engine, builder, repositories, options.Value, cluster.Source?.Repository ?? string.Empty, owner, board);
        var executor = new PlanExecutor(options.Value);
        return executor.ExecuteAsync(plan, applier.ApplyAsync, cancellationToken);
    }

    /// <summary>Brings back every container whose successor did not make it.</summary>
    private async Task UndoAsync(Plan plan, ImmutableArray<NodeResult> results)
    {
        var status = results.ToDictionary(r => r.Node.Id, r => r.Status);
        using var undo = new CancellationTokenSource(UndoTime);
        foreach (var replacement in plan.Replacements.Where(r => status[r.CommitNode] != NodeStatus.Done))
        {
            await engine.RemoveContainerAsync(replacement.NewContainer, false, undo.Token).ConfigureAwait(false);
            if (replacement.WasRunning && status[replacement.StopNode] != NodeStatus.Skipped)
            {
                await BringBackAsync(replacement, undo.Token).ConfigureAwait(false);
            }
        }

        // A container that lost its port never ran; the next round makes it again with another one.
        foreach (var lost in results.Where(r => r is { Status: NodeStatus.Failed, Failure: EngineFailure.PortTaken, Node.Operation: StartContainer }))
        {
            await engine.RemoveContainerAsync(lost.Node.Operation.Subject, false, undo.Token).ConfigureAwait(false);
        }
    }

    private async Task BringBackAsync(Replacement replacement, CancellationToken cancellationToken)
    {
        try
        {
            await engine.StartContainerAsync(replacement.OldContainer, cancellationToken).ConfigureAwait(false);
            logger.ContainerBroughtBack(replacement.Instance, replacement.OldContainer);
        }
        catch (EngineException error)
        {
            // Its port may have gone to another instance meanwhile; the deployment has failed anyway and says why.
            logger.ContainerNotBroughtBack(error, replacement.Instance, replacement.OldContainer);
        }
    }
}
