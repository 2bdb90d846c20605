namespace Slipway.Core.Planning;

/// <summary>Replacements: the new one before the old one where both may run at once, the old one first otherwise.</summary>
internal sealed partial class ContainerPlanner
{
    private void Replace(ContainerDecision decision)
    {
        var old = decision.Observed.OrderByDescending(o => o.State == ContainerState.Running).First();
        var leftovers = decision.Observed.Remove(old).Select(o => Remove(o, "an interrupted replacement left it", _gate)).ToArray();
        var desired = decision.Desired with { Ports = _ports.Assign(decision.Desired) };
        var why = _draft.WhyStopped(old) ?? StartOrder.WhyStopFirst(desired, WantedPorts(desired), old);
        if (why is null)
        {
            StartFirst(decision, desired, old, leftovers);
        }
        else
        {
            StopFirst(decision, desired, old, leftovers, why);
        }
    }

    private void StopFirst(ContainerDecision decision, DesiredContainer desired, ObservedContainer old, int[] leftovers, string why)
    {
        var temporary = TemporaryName(desired);
        var nodes = NodesOf(desired.Instance);
        var (created, yielding) = MakeContainer(
            desired, temporary, old.Id, decision.Cause, $"{decision.Detail}; the old one stops first: {why}", [.. _gate, .. leftovers]);
        var (after, afterEnd) = DependencyNodes(desired);
        var stopped = _draft.Stop(old, decision.Cause, [.. created, .. after], afterEnd);
        var awaited = Start(desired, temporary, decision.Cause, [.. created, stopped, .. yielding.Select(y => y.Stop)], ConditionFor(desired), nodes);
        Yield(desired, temporary, yielding, awaited);
        var removed = _draft.Add(new RemoveContainer(desired.Instance, old.Id, false, "its successor is well"), [awaited]);
        Settle(desired, old, new Replacement(desired.Instance, old.Id, temporary, stopped, removed, StartOrder.IsUp(old)), nodes);
    }

    /// <summary>Both run for a while, and the name stands for both; the old one is touched only when the new one is well.</summary>
    private void StartFirst(ContainerDecision decision, DesiredContainer desired, ObservedContainer old, int[] leftovers)
    {
        var temporary = TemporaryName(desired);
        var nodes = NodesOf(desired.Instance);
        var (created, yielding) = MakeContainer(
            desired, temporary, old.Id, decision.Cause, $"{decision.Detail}; the new one starts first", [.. _gate, .. leftovers]);
        var awaited = Start(
            desired, temporary, decision.Cause, [.. created, .. yielding.Select(y => y.Stop)], ConditionFor(desired), new InstanceNodes());
        Yield(desired, temporary, yielding, awaited);
        var stopped = _draft.Stop(old, "its successor is well", [awaited]);

        // Whoever depends on it must not meet the old one, which is about to go.
        nodes.Started.Add(stopped);
        nodes.Reached.Add(stopped);
        var removed = _draft.Add(new RemoveContainer(desired.Instance, old.Id, false, "its successor is well"), [stopped]);
        Settle(desired, old, new Replacement(desired.Instance, old.Id, temporary, stopped, removed, true) { StartsFirst = true }, nodes);
    }

    private void Settle(DesiredContainer desired, ObservedContainer old, Replacement replacement, InstanceNodes nodes)
    {
        _draft.Replacements.Add(replacement with { Rejoins = _draft.RejoinsOf(old) });
        nodes.Settled.Add(_draft.Add(
            new RenameContainer(desired.Instance, replacement.NewContainer!, desired.Name, "its predecessor is gone"), [replacement.CommitNode]));
    }
}
