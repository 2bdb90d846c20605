using System.Collections.Immutable;
using Slipway.Core.Planning;

namespace Slipway.Core.Deploying;

/// <summary>Carries a plan out with bounded parallelism. It decides nothing: each node waits for the outcome of those before it.</summary>
/// <param name="options">How many operations run at once; waiting for what runs inside of a container does not count.</param>
/// <param name="time">Runs the turns of those who are told to stop.</param>
internal sealed class PlanExecutor(DeployOptions options, TimeProvider time)
{
    // Longer than the engine takes to tell a program; one that takes its time to end does not hold up the others.
    private static readonly TimeSpan StopTurn = TimeSpan.FromMilliseconds(150);

    public async Task<ImmutableArray<NodeResult>> ExecuteAsync(
        Plan plan, Func<PlanNode, Action?, CancellationToken, Task<NodeResult>> apply, CancellationToken cancellationToken)
    {
        var calls = new PriorityGate(options.Parallelism);
        var creates = new PriorityGate(options.ParallelStarts);
        var starts = new PriorityGate(options.ParallelStarts);
        var stops = new PriorityGate(options.ParallelStarts);
        var builds = new PriorityGate(options.ParallelBuilds);
        var weights = PlanWeights.Of(plan);
        var running = new Dictionary<int, Task<NodeResult>>(plan.Nodes.Length);
        var exits = plan.Nodes.SelectMany(n => n.AfterExit).Distinct().ToDictionary(
            id => id, _ => new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously));
        foreach (var (place, node) in plan.Nodes.Index())
        {
            running.Add(node.Id, RunAsync(node, weights[place]));
        }

        return [.. await Task.WhenAll(running.Values).ConfigureAwait(false)];

        async Task<NodeResult> RunAsync(PlanNode node, int weight)
        {
            var exit = exits.GetValueOrDefault(node.Id);
            var result = await RunWhenReadyAsync(node, weight, exit is null ? null : () => exit.TrySetResult(true)).ConfigureAwait(false);
            exit?.TrySetResult(result.Status == NodeStatus.Done);
            return result;
        }

        async Task<NodeResult> RunWhenReadyAsync(PlanNode node, int weight, Action? exited)
        {
            // All are looked up before the first wait: afterwards others are being added.
            var required = Task.WhenAll(node.After.Select(id => running[id]));
            var ended = Task.WhenAll(node.AfterEnd.Select(id => running[id]));
            var left = Task.WhenAll(node.AfterExit.Select(id => exits[id].Task));
            var before = await required.ConfigureAwait(false);
            await ended.ConfigureAwait(false);
            var exitedBefore = await left.ConfigureAwait(false);
            if (before.Any(b => b.Status != NodeStatus.Done) || exitedBefore.Contains(false))
            {
                return NodeResult.Skipped(node);
            }

            var gate = node.Operation switch
            {
                AwaitContainer or RunPostStart => null,
                BuildImage => builds,
                // Many starts at once take the engine as long as a few after the other, but then nothing is up until all are. What others wait
                // for longest is created first, too, so that nothing else takes its place among the starts.
                CreateContainer => creates,
                StartContainer => starts,
                _ => calls,
            };
            // Not cancelled here: every node ends with a result, so that what was begun can be brought back.
            await (gate?.EnterAsync(weight) ?? Task.CompletedTask).ConfigureAwait(false);
            try
            {
                // Told all at once, no program has ended for long, and the engine, which takes networks down one after the other, has nothing to do.
                using var turn = node.Operation is StopContainer ? await GateTurn.TakeAsync(stops, weight, StopTurn, time).ConfigureAwait(false) : null;
                return cancellationToken.IsCancellationRequested
                    ? NodeResult.Skipped(node)
                    : await apply(node, turn is null ? null : Exited, cancellationToken).ConfigureAwait(false);

                void Exited()
                {
                    turn.Dispose();
                    exited?.Invoke();
                }
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return NodeResult.Failed(node, "it was cancelled");
            }
            finally
            {
                gate?.Leave();
            }
        }
    }
}
