using System.Collections.Concurrent;
using System.Collections.Immutable;
using Slipway.Core.Operations;
using Slipway.Core.Planning;

namespace Slipway.Core.Deploying;

/// <summary>Where each instance stands while a plan runs; tells the sink of every change. Safe for concurrent use.</summary>
internal sealed class ProgressBoard
{
    private readonly string _operationId;
    private readonly IProgressSink _sink;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, InstanceProgress> _instances = new(StringComparer.Ordinal);
    private readonly ImmutableArray<string> _order;
    private readonly ILookup<string, string> _usersOfImage;

    public ProgressBoard(string operationId, ImmutableArray<DesiredContainer> containers, IEnumerable<string> instances, IProgressSink sink, TimeProvider time)
    {
        _operationId = operationId;
        _sink = sink;
        _time = time;
        _order = [.. containers.Select(c => c.Instance).Concat(instances).Distinct(StringComparer.Ordinal)];
        _usersOfImage = containers.Select(c => (c.Image, c.Instance)).Distinct().ToLookup(c => c.Image, c => c.Instance, StringComparer.Ordinal);
    }

    /// <summary>Gets where each instance stands now.</summary>
    public ImmutableArray<InstanceProgress> Snapshot => [.. _order.Where(_instances.ContainsKey).Select(i => _instances[i])];

    public void Planned(Plan plan)
    {
        var touched = plan.Nodes.Select(n => n.Operation.Instance).OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var instance in _order)
        {
            var unchanged = plan.Unchanged.FirstOrDefault(u => u.Instance == instance);
            if (unchanged is not null && !touched.Contains(instance))
            {
                Set(instance, InstancePhase.Unchanged, unchanged.Reason);
            }
            else if (touched.Contains(instance) || !_instances.ContainsKey(instance))
            {
                Set(instance, InstancePhase.Waiting, string.Empty);
            }
        }

        _sink.Planned(_operationId, PlanCounts.Of(plan));
    }

    public void Begin(Operation operation)
    {
        // What stops now is the old container of an instance whose new one is well already.
        if (PhaseOf(operation) is { } phase && !(phase == InstancePhase.Stopping && IsWell(operation.Instance)))
        {
            ForUsers(operation, i => Set(i, phase, string.Empty));
        }
    }

    public void Detail(Operation operation, string line)
    {
        if (PhaseOf(operation) is { } phase)
        {
            ForUsers(operation, i => Set(i, phase, line));
        }
    }

    public void Reached(AwaitContainer operation, string detail)
    {
        var ended = operation.Until == AwaitedCondition.Completed || detail.StartsWith("exited", StringComparison.Ordinal);
        Set(operation.Instance!, ended ? InstancePhase.Completed : InstancePhase.Running, detail == "running" ? string.Empty : detail);
    }

    public void End(NodeResult result)
    {
        switch (result.Status, result.Node.Operation)
        {
            case (NodeStatus.Failed, var operation):
                ForUsers(operation, i => Set(i, InstancePhase.Failed, result.Reason));
                break;
            case (NodeStatus.Done, BuildImage or PullImage):
                ForUsers(result.Node.Operation, i => Set(i, InstancePhase.Waiting, string.Empty));
                break;
            case (NodeStatus.Done, RemoveContainer { Instance: { } instance }) when _instances.TryGetValue(instance, out var now) && now.Phase == InstancePhase.Stopping:
                Set(instance, InstancePhase.Removed, string.Empty);
                break;
        }
    }

    /// <summary>What has not ended when a plan ended was not begun because something else failed.</summary>
    public void Finish()
    {
        foreach (var instance in _order)
        {
            if (_instances.TryGetValue(instance, out var now)
                && now.Phase is InstancePhase.Waiting or InstancePhase.Creating or InstancePhase.Starting or InstancePhase.Pulling or InstancePhase.Building)
            {
                Set(instance, InstancePhase.Skipped, "not begun, because something before it failed");
            }
        }
    }

    private static InstancePhase? PhaseOf(Operation operation) => operation switch
    {
        BuildImage => InstancePhase.Building,
        PullImage => InstancePhase.Pulling,
        CreateContainer or WriteFiles or ConnectNetwork => InstancePhase.Creating,
        StartContainer or RunPostStart => InstancePhase.Starting,
        AwaitContainer => InstancePhase.WaitingForHealth,
        StopContainer => InstancePhase.Stopping,
        _ => null,
    };

    private bool IsWell(string? instance) =>
        instance is not null && _instances.TryGetValue(instance, out var now) && now.Phase is InstancePhase.Running or InstancePhase.Completed;

    private void ForUsers(Operation operation, Action<string> act)
    {
        // An image may serve several instances, of which the plan names the first.
        var users = operation is BuildImage or PullImage ? _usersOfImage[operation.Subject] : [];
        foreach (var instance in users.Append(operation.Instance).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            act(instance);
        }
    }

    private void Set(string instance, InstancePhase phase, string detail)
    {
        var now = _time.GetUtcNow();
        var progress = _instances.AddOrUpdate(
            instance,
            _ => new InstanceProgress(instance, phase, detail, now),
            (_, before) => new InstanceProgress(instance, phase, detail, before.Phase == phase ? before.ChangedAt : now));
        _sink.Instance(_operationId, progress);
    }
}
