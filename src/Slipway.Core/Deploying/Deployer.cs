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
    private static readonly TimeSpan CallPatience = TimeSpan.FromSeconds(5);

    private readonly BuildPace _pace = new(time);

    /// <summary>What a deployment of a revision would do now. Nothing is changed on the engine.</summary>
    public Task<Plan> PlanAsync(Cluster cluster, Revision revision, CancellationToken cancellationToken) =>
        PlanAsync(new DeployJob(string.Empty, cluster, revision), cancellationToken);

    /// <summary>What a deployment would do now. Nothing is changed on the engine.</summary>
    public async Task<Plan> PlanAsync(DeployJob job, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        var desired = Resolve(await TargetAsync(job, cancellationToken).ConfigureAwait(false));
        var observed = await engine.ObserveAsync(desired.ToObserveRequest(), cancellationToken).ConfigureAwait(false);
        return DeployPlanner.Plan(await WithEarlierAsync(desired, observed, job, cancellationToken).ConfigureAwait(false), observed);
    }

    /// <summary>Brings the containers in line with a revision. Safe to run again after an interruption: it begins by looking.</summary>
    public async Task<DeployOutcome> DeployAsync(DeployJob job, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        var (operationId, cluster, revision) = job;
        using var timeout = new CancellationTokenSource(options.Value.Timeout, time);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        progress.Phase(operationId, $"deploying revision {revision.Number}");
        var target = await TargetAsync(job, cancellationToken).ConfigureAwait(false);
        var desired = Resolve(target);
        var board = new ProgressBoard(
            operationId, desired.Containers, revision.Set.Configurations.Where(c => c.Replicas > 0).Select(c => c.Name), progress, time);
        Plan? images = null;
        Plan? first = null;
        Plan? further = null;
        var notices = ImmutableArray<string>.Empty;
        try
        {
            var imagesMoved = false;
            for (var round = 1; ; round++)
            {
                var observed = await engine.ObserveAsync(desired.ToObserveRequest(), deadline.Token).ConfigureAwait(false);
                desired = await WithEarlierAsync(desired, observed, job, deadline.Token).ConfigureAwait(false);
                var plan = DeployPlanner.Plan(desired, observed);
                var decides = images is not null || !plan.AwaitsBuilds || !plan.Problems.IsEmpty;
                first = decides ? first ?? plan : first;
                notices = [.. notices.Union(plan.Notices)];
                logger.DeploymentPlanned(cluster.Name, revision.Number, round, plan.Nodes.Length, plan.Unchanged.Length);
                further ??= imagesMoved && first is not null ? plan.Following(first) : null;
                board.Planned(further ?? first ?? plan);
                if (!plan.Problems.IsEmpty)
                {
                    return Outcome(plan.Problems[0].Instance, string.Join("; ", plan.Problems.Select(p => p.Reason)), []);
                }

                var stage = decides ? plan : images = plan.Images;
                var began = await PaceAsync(job, stage, deadline.Token).ConfigureAwait(false);
                var results = await ExecuteAsync(stage, cluster, target.Owner, board, deadline.Token).ConfigureAwait(false);
                if (began is { } build && deadline.Token.IsCancellationRequested && job.IsOvertaken())
                {
                    _pace.Overtaken(cluster.Id, build);
                }

                notices = [.. notices.Union(results.SelectMany(r => r.Notices))];
                notices = [.. notices.Union(await EndAsync(job, stage, results, target.Owner, cancellationToken).ConfigureAwait(false))];
                deadline.Token.ThrowIfCancellationRequested();
                var failed = results.FirstOrDefault(r => r.Status == NodeStatus.Failed);
                imagesMoved = failed is null && decides && MovesImages(desired, plan);
                if (failed is null && decides && (round >= Rounds || !imagesMoved))
                {
                    return await SucceedAsync().ConfigureAwait(false);
                }

                if (failed is not null && (failed.Failure != EngineFailure.PortTaken || round >= Rounds))
                {
                    return Outcome(failed.Node.Operation.Instance, Explain(failed), failed.LastLines, failed.Node.Operation);
                }

                desired = desired with { Fetched = desired.Fetched.Union(stage.Nodes.Select(n => n.Operation).OfType<PullImage>().Select(p => p.Reference)) };
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

        DeploymentRecord Record(ImmutableArray<Address> addresses)
        {
            Plan[] plans = [.. new[] { images, first, further }.OfType<Plan>().Where(p => p == first || !p.IsEmpty)];
            return new DeploymentRecord(
                revision.Number,
                string.Concat<Plan>(plans),
                plans.Select(PlanCounts.Of).Aggregate(PlanCounts.Of(new Plan()), (earlier, later) => later.After(earlier)),
                board.Snapshot,
                addresses);
        }
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
        AwaitContainer or BuildImage or RunPostStart => failed.Reason,
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

    private DesiredState Resolve(DeploymentTarget target) => DesiredState.Resolve(target) with { RemovesVolumes = options.Value.RemoveVolumes };

    /// <summary>Adds the revisions of the containers that are to be replaced.</summary>
    private static async Task<DesiredState> WithEarlierAsync(
        DesiredState desired, ObservedState observed, DeployJob job, CancellationToken cancellationToken)
    {
        var fitting = desired.Containers.Select(c => c.Hash).ToHashSet(StringComparer.Ordinal);
        var numbers = observed.Containers
            .Where(c => c.ClusterId == job.Cluster.Id && c.Revision != 0 && c.Revision != job.Revision.Number && !fitting.Contains(c.Hash))
            .Select(c => c.Revision)
            .Distinct();
        foreach (var number in numbers.Where(n => !desired.Earlier.ContainsKey(n)))
        {
            if (await job.FindRevision(number, cancellationToken).ConfigureAwait(false) is { } earlier)
            {
                desired = desired with { Earlier = desired.Earlier.Add(number, earlier.Set) };
            }
        }

        return desired;
    }

    private async Task<DeploymentTarget> TargetAsync(DeployJob job, CancellationToken cancellationToken)
    {
        var (_, cluster, revision) = job;
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

    /// <summary>Waits where an overtaken build has only just begun, and notes the beginning of this one; null where nothing is built.</summary>
    private async Task<long?> PaceAsync(DeployJob job, Plan stage, CancellationToken cancellationToken)
    {
        if (!stage.Nodes.Any(n => n.Operation is BuildImage))
        {
            return null;
        }

        if (_pace.WaitFor(job.Cluster.Id) is var left && left > TimeSpan.Zero)
        {
            progress.Phase(job.OperationId, "waiting a moment: pushes come in quick succession");
            await Task.Delay(left, time, cancellationToken).ConfigureAwait(false);
        }

        return _pace.Begin(job.Cluster.Id);
    }

    private async Task<ImmutableArray<NodeResult>> ExecuteAsync(Plan plan, Cluster cluster, Ownership owner, ProgressBoard board, CancellationToken cancellationToken)
    {
        using var calls = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        using var later = cancellationToken.Register(() => calls.CancelAfter(CallPatience));
        var applier = new OperationApplier(
            engine, builder, repositories, options.Value, cluster.Source?.Repository ?? string.Empty, owner, board, calls.Token);
        var executor = new PlanExecutor(options.Value, time);
        return await executor.ExecuteAsync(plan, applier.ApplyAsync, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes back what was begun and cannot be finished, unless the next attempt is to go on with it.</summary>
    private async Task<ImmutableArray<string>> EndAsync(
        DeployJob job, Plan plan, ImmutableArray<NodeResult> results, Ownership owner, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested && !job.IsOvertaken())
        {
            throw new OperationCanceledException(cancellationToken);
        }

        var told = await new ReplacementUndo(engine, logger).UndoAsync(plan, results, owner).ConfigureAwait(false);
        if (cancellationToken.IsCancellationRequested)
        {
            logger.DeploymentOvertaken(job.Cluster.Name, job.Revision.Number, plan.Replacements.Length);
            throw new OperationCanceledException(cancellationToken);
        }

        return told;
    }
}
