using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Slipway.Core.Engines;
using Slipway.Core.Hashing;
using Slipway.Core.Planning;

namespace Slipway.Core.Deploying;

/// <summary>Brings back what a plan that was not carried out in full has taken away.</summary>
internal sealed class ReplacementUndo(IContainerEngine engine, ILogger logger)
{
    private static readonly TimeSpan UndoTime = TimeSpan.FromMinutes(1);

    /// <summary>Brings back every container whose successor did not make it, and says what could not be brought back.</summary>
    public async Task<ImmutableArray<string>> UndoAsync(Plan plan, ImmutableArray<NodeResult> results, Ownership owner)
    {
        using var time = new CancellationTokenSource(UndoTime);
        var status = results.ToDictionary(r => r.Node.Id, r => r.Status);
        var pending = plan.Replacements.Where(r => status[r.CommitNode] != NodeStatus.Done).ToArray();
        var problems = ImmutableArray.CreateBuilder<string>();
        await RestoreNetworksAsync(results, owner, time.Token).ConfigureAwait(false);

        // Ports and volumes are free for the old ones only when all of these are gone. Those that stand in for an old one go when it is back.
        var standIns = pending.Where(r => r.StartsFirst && status[r.StopNode] != NodeStatus.Skipped).ToArray();
        foreach (var replacement in pending.Except(standIns))
        {
            await RemoveNewAsync(plan, replacement, time.Token).ConfigureAwait(false);
        }

        foreach (var replacement in pending)
        {
            if (await BringBackAsync(replacement, status[replacement.StopNode], time.Token).ConfigureAwait(false) is { } problem)
            {
                problems.Add(problem);
            }
        }

        foreach (var replacement in standIns)
        {
            await RemoveNewAsync(plan, replacement, time.Token).ConfigureAwait(false);
        }

        // A container that lost its port never ran; the next round makes it again with another one.
        foreach (var lost in results.Where(r => r is { Status: NodeStatus.Failed, Failure: EngineFailure.PortTaken, Node.Operation: StartContainer }))
        {
            await engine.RemoveContainerAsync(lost.Node.Operation.Subject, false, time.Token).ConfigureAwait(false);
        }

        return problems.ToImmutable();
    }

    private async Task RestoreNetworksAsync(ImmutableArray<NodeResult> results, Ownership owner, CancellationToken cancellationToken)
    {
        var gone = results.Where(r => r.Status == NodeStatus.Done).Select(r => r.Node.Operation).OfType<RemoveNetwork>().Select(r => r.Network).ToHashSet(StringComparer.Ordinal);
        foreach (var result in results.Where(r => r.Status != NodeStatus.Done))
        {
            if (result.Node.Operation is not CreateNetwork { Former: { } former } || !gone.Contains(former.Name))
            {
                continue;
            }

            try
            {
                await engine.CreateNetworkAsync(former, ContentHash.Of(former), owner, cancellationToken).ConfigureAwait(false);
            }
            catch (EngineException error)
            {
                // Whoever needs it says so when it cannot come back.
                logger.NetworkNotRestored(error, former.Name);
            }
        }
    }

    private async Task RemoveNewAsync(Plan plan, Replacement replacement, CancellationToken cancellationToken)
    {
        if (replacement.NewContainer is not { } container)
        {
            return;
        }

        // Volumes that it took over are still those of the old one, which keeps them from being removed; others were made for it alone.
        var isOurs = plan.Nodes.Any(n => n.Operation is CreateContainer create && create.As == container);
        await engine.RemoveContainerAsync(container, isOurs, cancellationToken).ConfigureAwait(false);
    }

    private async Task<string?> BringBackAsync(Replacement replacement, NodeStatus stop, CancellationToken cancellationToken)
    {
        if (stop == NodeStatus.Skipped || (!replacement.WasRunning && replacement.Rejoins.IsEmpty))
        {
            return null;
        }

        try
        {
            if (stop != NodeStatus.Done)
            {
                // The engine goes on stopping it although nobody waits: started meanwhile, it would be stopped all the same.
                await engine.StopContainerAsync(replacement.OldContainer, null, cancellationToken).ConfigureAwait(false);
            }

            foreach (var attachment in replacement.Rejoins)
            {
                await engine.ConnectNetworkAsync(replacement.OldContainer, attachment, cancellationToken).ConfigureAwait(false);
            }

            if (replacement.WasRunning)
            {
                await engine.StartContainerAsync(replacement.OldContainer, cancellationToken).ConfigureAwait(false);
                logger.ContainerBroughtBack(replacement.Instance, replacement.OldContainer);
                if (await engine.RunPostStartAsync(replacement.OldContainer, cancellationToken).ConfigureAwait(false) is { } failure)
                {
                    return $"{replacement.Instance} was brought back, but {failure.Reason}";
                }
            }

            return null;
        }
        catch (EngineException error)
        {
            // Its port may have gone to another instance meanwhile, say.
            logger.ContainerNotBroughtBack(error, replacement.Instance, replacement.OldContainer);
            return $"{replacement.Instance} is down: its container {Short(replacement.OldContainer)} could not be brought back ({error.Message})";
        }
    }

    private static string Short(string id) => id.Length > 12 ? id[..12] : id;
}
