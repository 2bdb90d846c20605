using System.Collections.Immutable;
using Slipway.Core.Planning;

namespace Slipway.Core.Deploying;

/// <summary>Carries a plan out with bounded parallelism. It decides nothing: each node waits for the outcome of those before it.</summary>
/// <param name="parallelism">How many operations run at once; waiting for a container does not count.</param>
/// <param name="parallelBuilds">How many images are built at once.</param>
internal sealed class PlanExecutor(int parallelism, int parallelBuilds)
{
    public async Task<ImmutableArray<NodeResult>> ExecuteAsync(
        Plan plan, Func<PlanNode, CancellationToken, Task<NodeResult>> apply, CancellationToken cancellationToken)
    {
        using var calls = new SemaphoreSlim(parallelism);
        using var builds = new SemaphoreSlim(parallelBuilds);
        var running = new Dictionary<int, Task<NodeResult>>(plan.Nodes.Length);
        foreach (var node in plan.Nodes)
        {
            running.Add(node.Id, RunAsync(node, [.. node.After.Select(id => running[id])], [.. node.AfterEnd.Select(id => running[id])]));
        }

        return [.. await Task.WhenAll(running.Values).ConfigureAwait(false)];

        async Task<NodeResult> RunAsync(PlanNode node, Task<NodeResult>[] required, Task<NodeResult>[] ended)
        {
            var before = await Task.WhenAll(required).ConfigureAwait(false);
            await Task.WhenAll(ended).ConfigureAwait(false);
            if (before.Any(b => b.Status != NodeStatus.Done))
            {
                return NodeResult.Skipped(node);
            }

            var gate = node.Operation switch
            {
                AwaitContainer => null,
                BuildImage => builds,
                _ => calls,
            };
            // Not cancelled here: every node ends with a result, so that what was begun can be brought back.
            await (gate?.WaitAsync(CancellationToken.None) ?? Task.CompletedTask).ConfigureAwait(false);
            try
            {
                return cancellationToken.IsCancellationRequested
                    ? NodeResult.Skipped(node)
                    : await apply(node, cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return NodeResult.Failed(node, "it was cancelled");
            }
            finally
            {
                gate?.Release();
            }
        }
    }
}
