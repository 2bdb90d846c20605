using System.Collections.Immutable;

namespace Slipway.Core.Planning;

/// <summary>A plan while it is being made.</summary>
internal sealed class PlanDraft
{
    private readonly ImmutableArray<PlanNode>.Builder _nodes = ImmutableArray.CreateBuilder<PlanNode>();
    private readonly Dictionary<string, int> _removedFirst = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _stops = new(StringComparer.Ordinal);

    public ImmutableArray<UnchangedContainer>.Builder Unchanged { get; } = ImmutableArray.CreateBuilder<UnchangedContainer>();

    public ImmutableArray<Replacement>.Builder Replacements { get; } = ImmutableArray.CreateBuilder<Replacement>();

    public ImmutableArray<Problem>.Builder Problems { get; } = ImmutableArray.CreateBuilder<Problem>();

    public ImmutableArray<string>.Builder Notices { get; } = ImmutableArray.CreateBuilder<string>();

    /// <summary>Adds an operation after others and returns its number.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="after">Nodes that must be done.</param>
    /// <param name="afterEnd">Nodes that must have ended, well or not.</param>
    public int Add(Operation operation, IEnumerable<int> after, IEnumerable<int>? afterEnd = null)
    {
        var id = _nodes.Count + 1;
        _nodes.Add(new PlanNode(id, operation, [.. after.Distinct().Order()]) { AfterEnd = [.. (afterEnd ?? []).Distinct().Order()] });
        return id;
    }

    /// <summary>Removes a container before its successor is made; returns the number of the removal. Asked twice, it is planned once.</summary>
    public int RemoveFirst(ObservedContainer container, string cause, IEnumerable<int> after)
    {
        if (!_removedFirst.TryGetValue(container.Id, out var removal))
        {
            var stopped = Stop(container, cause, after);
            removal = Add(new RemoveContainer(container.Instance, container.Id, false, cause), [stopped]);
            _removedFirst.Add(container.Id, removal);
        }

        return removal;
    }

    /// <summary>Stops a container; returns the number of the node. Asked twice, it is planned once, as it was asked first.</summary>
    public int Stop(ObservedContainer container, string cause, IEnumerable<int> after, IEnumerable<int>? afterEnd = null)
    {
        if (!_stops.TryGetValue(container.Id, out var stop))
        {
            stop = Add(new StopContainer(container.Instance, container.Id, cause), after, afterEnd);
            _stops.Add(container.Id, stop);
        }

        return stop;
    }

    public bool IsRemovedFirst(ObservedContainer container) => _removedFirst.ContainsKey(container.Id);

    public Plan ToPlan() => new()
    {
        Nodes = Problems.Count == 0 ? _nodes.ToImmutable() : [],
        Unchanged = Unchanged.ToImmutable(),
        Replacements = Problems.Count == 0 ? Replacements.ToImmutable() : [],
        Problems = Problems.ToImmutable(),
        Notices = Notices.ToImmutable(),
    };
}
