using System.Collections.Immutable;
using Slipway.Core.Configurations;

namespace Slipway.Core.Planning;

/// <summary>Turns decisions about containers into operations, along the dependencies.</summary>
internal sealed partial class ContainerPlanner
{
    private readonly PlanDraft _draft;
    private readonly ImmutableArray<int> _gate;
    private readonly PortAssigner _ports;
    private readonly ObservedState _observed;
    private readonly HashSet<string> _kept = new(StringComparer.Ordinal);
    private readonly HashSet<string> _decided = new(StringComparer.Ordinal);
    private readonly Dictionary<string, InstanceNodes> _nodes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _healthWanted = new(StringComparer.Ordinal);
    private readonly HashSet<string> _made = new(StringComparer.Ordinal);

    /// <summary>Initializes a new instance of the <see cref="ContainerPlanner"/> class.</summary>
    /// <param name="draft">Where the operations go.</param>
    /// <param name="observed">What is there.</param>
    /// <param name="gate">What must be done before any container is touched: an image that cannot be had changes nothing.</param>
    public ContainerPlanner(PlanDraft draft, ObservedState observed, ImmutableArray<int> gate)
    {
        _draft = draft;
        _observed = observed;
        _gate = gate;
        _ports = new PortAssigner(observed, draft.Notices);
    }

    /// <summary>Plans every container and returns the nodes after which all of them are well.</summary>
    public List<int> Plan(ImmutableArray<ContainerDecision> decisions)
    {
        foreach (var kept in decisions.Where(d => d.Keeps))
        {
            _ports.Reserve(kept.Observed[0].Ports);
            _kept.Add(kept.Observed[0].Id);
        }

        _decided.UnionWith(decisions.SelectMany(d => d.Observed).Select(o => o.Id));
        _healthWanted.UnionWith(decisions
            .SelectMany(d => d.Desired.Configuration.DependsOn)
            .Where(d => d.Condition == DependencyCondition.Healthy)
            .Select(d => d.Name));
        foreach (var decision in decisions)
        {
            if (decision.Keeps)
            {
                Keep(decision);
            }
            else if (decision.Observed.IsEmpty)
            {
                Create(decision.Desired, decision.Cause);
            }
            else
            {
                Replace(decision);
            }
        }

        return [.. _nodes.Values.SelectMany(n => n.Settled)];
    }

    private void Keep(ContainerDecision decision)
    {
        var desired = decision.Desired;
        var current = decision.Observed[0];
        var extras = decision.Observed.RemoveAt(0);
        var nodes = NodesOf(desired.Instance);
        var until = ConditionFor(desired);
        var last = new List<int>();
        var gone = new List<int>();
        var stopped = new Dictionary<string, int>(StringComparer.Ordinal);
        var restarted = desired.Configuration.DependsOn.FirstOrDefault(d => d.Restart && _made.Contains(d.Name));
        if (IsWell(current, until) && restarted is not null && until != AwaitedCondition.Completed)
        {
            var cause = $"it is to restart with {restarted.Name}, which is replaced";
            var (after, afterEnd) = DependencyNodes(desired);
            last.Add(Start(desired, current.Id, cause, [_draft.Stop(current, cause, [.. _gate, .. after], afterEnd)], until, nodes));
        }
        else if (IsWell(current, until))
        {
            _draft.Unchanged.Add(new UnchangedContainer(desired.Instance, current.Name, until == AwaitedCondition.Completed ? "completed" : decision.Cause));
        }
        else
        {
            (var reached, stopped) = BringUp(desired, current, extras, until, nodes);
            last.Add(reached);
        }

        foreach (var extra in extras)
        {
            var stop = stopped.TryGetValue(extra.Id, out var before) ? before : _draft.Stop(extra, "an interrupted replacement left it", last);
            var removed = _draft.Add(new RemoveContainer(extra.Instance, extra.Id, false, "an interrupted replacement left it"), [.. last, stop]);
            if (StartOrder.IsUp(extra) && last.Count > 0)
            {
                _draft.Replacements.Add(new Replacement(desired.Instance, extra.Id, current.Id, stop, removed, true)
                {
                    StartsFirst = !stopped.ContainsKey(extra.Id),
                    Rejoins = _draft.RejoinsOf(extra),
                });
            }

            gone.Add(removed);
        }

        last.AddRange(gone);
        if (current.Name != desired.Name)
        {
            var cause = current.Name == TemporaryName(desired) ? "an interrupted replacement left another name" : $"it was named {current.Name}";
            last.Add(_draft.Add(new RenameContainer(desired.Instance, current.Id, desired.Name, cause), last));
        }

        nodes.Settled.AddRange(last);
    }

    private (int Reached, Dictionary<string, int> Stopped) BringUp(
        DesiredContainer desired, ObservedContainer current, ImmutableArray<ObservedContainer> extras, AwaitedCondition until, InstanceNodes nodes)
    {
        if (current.State is ContainerState.Running or ContainerState.Restarting or ContainerState.Paused)
        {
            var awaited = _draft.Add(new AwaitContainer(desired.Instance, current.Id, until, "it is not well yet"), _gate);
            nodes.Reached.Add(awaited);
            return (awaited, new Dictionary<string, int>(StringComparer.Ordinal));
        }

        var before = new List<int>(_gate);
        if (current.State == ContainerState.Created)
        {
            before.AddRange(Complete(desired, current.Id, current.Networks, _gate, "it was created but never started"));
        }

        var ports = desired.Configuration.Ports.SelectMany(PortAssigner.Candidates).ToHashSet();
        var stopped = extras
            .Where(StartOrder.IsUp)
            .Select(e => (Old: e, Why: _draft.WhyStopped(e) ?? StartOrder.WhyStopFirst(desired, ports, e)))
            .Where(e => e.Why is not null)
            .ToDictionary(e => e.Old.Id, e => _draft.Stop(e.Old, $"its successor is to start; {e.Why}", _gate), StringComparer.Ordinal);
        before.AddRange(stopped.Values);
        var yielding = StopHoldersOf(ports, desired.Instance, current.Id, _gate);
        before.AddRange(yielding.Select(y => y.Stop));
        var cause = current.State == ContainerState.Created ? "it was created but never started" : $"it had ended (exit code {current.ExitCode ?? 0})";
        var reached = Start(desired, current.Id, cause, before, until, nodes);
        Yield(desired, current.Id, yielding, reached);
        return (reached, stopped);
    }

    private void Create(DesiredContainer desired, string cause)
    {
        var nodes = NodesOf(desired.Instance);
        var (created, yielding) = MakeContainer(desired with { Ports = _ports.Assign(desired) }, desired.Name, null, cause, cause, _gate);
        var awaited = Start(desired, desired.Name, cause, [.. created, .. yielding.Select(y => y.Stop)], ConditionFor(desired), nodes);
        Yield(desired, desired.Name, yielding, awaited);
        nodes.Settled.Add(awaited);
    }

    private static HashSet<PortKey> WantedPorts(DesiredContainer desired) =>
        [.. desired.Ports.Select(p => new PortKey(p.HostPort, p.Mapping.Protocol))];

    private (int[] Created, (ObservedContainer Old, int Stop)[] Yielding) MakeContainer(
        DesiredContainer desired, string name, string? replaces, string cause, string detail, IEnumerable<int> after)
    {
        _made.Add(desired.Instance);
        // What shares a network, processes or memory needs the id of the container that has them.
        var shared = DependencyOrder.SharedInstancesOf(desired.Configuration).SelectMany(other => NodesOf(other).Settled);
        var created = _draft.Add(new CreateContainer(desired, name, replaces, detail), [.. after, .. shared]);
        var joined = desired.Attachments.Take(1).Select(a => a.NetworkName);
        return ([created, .. Complete(desired, name, joined, [created], cause)], StopHoldersOf(WantedPorts(desired), desired.Instance, replaces, [created]));
    }

    /// <summary>Stops containers that are to go anyway, but still have a port that this one gets.</summary>
    private (ObservedContainer Old, int Stop)[] StopHoldersOf(HashSet<PortKey> wanted, string instance, string? except, IReadOnlyCollection<int> after) =>
    [
        .. _observed.Containers
            .Where(c => c.Id != except && !_kept.Contains(c.Id))
            .Where(c => c.Ports.Any(p => wanted.Contains(new PortKey(p.HostPort, p.Protocol))))
            .Select(c => (c, _draft.Stop(c, $"{instance} gets its port", after))),
    ];

    /// <summary>An orphan that gave its port away comes back when the one that got it does not make it.</summary>
    private void Yield(DesiredContainer desired, string container, (ObservedContainer Old, int Stop)[] yielding, int awaited)
    {
        foreach (var (old, stop) in yielding.Where(y => !_decided.Contains(y.Old.Id)))
        {
            _draft.Replacements.Add(new Replacement(desired.Instance, old.Id, container, stop, awaited, true) { Rejoins = _draft.RejoinsOf(old) });
        }
    }

    /// <summary>What a created container still needs before it can start: further networks and files.</summary>
    private List<int> Complete(DesiredContainer desired, string container, IEnumerable<string> joined, IEnumerable<int> after, string cause)
    {
        var nodes = new List<int>();
        var known = joined.ToHashSet(StringComparer.Ordinal);
        var previous = after.ToArray();
        foreach (var attachment in desired.Attachments.Where(a => !known.Contains(a.NetworkName)))
        {
            // One after the other: the order of the interfaces follows the priorities.
            previous = [_draft.Add(new ConnectNetwork(desired.Instance, container, attachment, $"joins {attachment.NetworkName}"), previous)];
            nodes.AddRange(previous);
        }

        var files = desired.Configuration.Mounts.OfType<FileMount>().ToImmutableArray();
        if (!files.IsEmpty)
        {
            nodes.Add(_draft.Add(new WriteFiles(desired.Instance, container, files, cause), after));
        }

        return nodes;
    }

    private int Start(
        DesiredContainer desired, string container, string cause, IEnumerable<int> before, AwaitedCondition until, InstanceNodes nodes)
    {
        var (after, afterEnd) = DependencyNodes(desired);
        var started = _draft.Add(new StartContainer(desired.Instance, container, cause), [.. before, .. after], afterEnd);
        if (!desired.Configuration.PostStart.IsEmpty)
        {
            // Whoever waits for the start waits for what belongs to it.
            started = _draft.Add(new RunPostStart(desired.Instance, container, cause), [started]);
        }

        var awaited = _draft.Add(new AwaitContainer(desired.Instance, container, until, cause), [started]);
        nodes.Started.Add(started);
        nodes.Reached.Add(awaited);
        return awaited;
    }

    private (List<int> After, List<int> AfterEnd) DependencyNodes(DesiredContainer desired)
    {
        var after = new List<int>();
        var afterEnd = new List<int>();
        foreach (var dependency in DependencyOrder.Of(desired.Configuration))
        {
            var nodes = NodesOf(dependency.Name);
            var wanted = dependency.Condition == DependencyCondition.Started ? nodes.Started : nodes.Reached;
            (dependency.Required ? after : afterEnd).AddRange(wanted);
        }

        return (after, afterEnd);
    }

    private int Remove(ObservedContainer container, string cause, IReadOnlyCollection<int> after)
    {
        var stopped = _draft.Stop(container, cause, after);
        return _draft.Add(new RemoveContainer(container.Instance, container.Id, false, cause), [.. after, stopped]);
    }

    private static string TemporaryName(DesiredContainer desired) => $"{desired.Hash[..8]}_{desired.Name}";

    private AwaitedCondition ConditionFor(DesiredContainer desired) =>
        desired.IsOneShot ? AwaitedCondition.Completed
        : _healthWanted.Contains(desired.Instance) ? AwaitedCondition.Healthy
        : AwaitedCondition.Running;

    private static bool IsWell(ObservedContainer container, AwaitedCondition until) => until switch
    {
        AwaitedCondition.Completed => container is { State: ContainerState.Exited, ExitCode: 0 },
        AwaitedCondition.Healthy => container is { State: ContainerState.Running, Health: HealthState.Healthy },
        _ => container is { State: ContainerState.Running, Health: HealthState.Healthy or HealthState.None },
    };

    private InstanceNodes NodesOf(string instance)
    {
        if (!_nodes.TryGetValue(instance, out var nodes))
        {
            _nodes.Add(instance, nodes = new InstanceNodes());
        }

        return nodes;
    }

    private sealed class InstanceNodes
    {
        /// <summary>Gets the nodes after which its containers were started.</summary>
        public List<int> Started { get; } = [];

        /// <summary>Gets the nodes after which its condition was reached.</summary>
        public List<int> Reached { get; } = [];

        /// <summary>Gets the nodes after which nothing more happens to it.</summary>
        public List<int> Settled { get; } = [];
    }
}
