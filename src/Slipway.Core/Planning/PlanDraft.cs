using System.Collections.Immutable;

namespace Slipway.Core.Planning;

/// <summary>A plan while it is being made.</summary>
internal sealed class PlanDraft
{
    private readonly ImmutableArray<PlanNode>.Builder _nodes = ImmutableArray.CreateBuilder<PlanNode>();
    private readonly Dictionary<string, (int Node, string Cause)> _stops = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImmutableArray<DesiredAttachment>> _rejoins = new(StringComparer.Ordinal);

    public ImmutableArray<UnchangedContainer>.Builder Unchanged { get; } = ImmutableArray.CreateBuilder<UnchangedContainer>();

    public ImmutableArray<Replacement>.Builder Replacements { get; } = ImmutableArray.CreateBuilder<Replacement>();

    public ImmutableArray<Problem>.Builder Problems { get; } = ImmutableArray.CreateBuilder<Problem>();

    public ImmutableArray<string>.Builder Notices { get; } = ImmutableArray.CreateBuilder<string>();

    /// <summary>Gets or sets whether what is decided depends on builds of this plan.</summary>
    public bool AwaitsBuilds { get; set; }

    /// <summary>Adds an operation after others and returns its number.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="after">Nodes that must be done.</param>
    /// <param name="afterEnd">Nodes that must have ended, well or not.</param>
    /// <param name="afterExit">Nodes that stop containers whose programs must have ended.</param>
    public int Add(Operation operation, IEnumerable<int> after, IEnumerable<int>? afterEnd = null, IEnumerable<int>? afterExit = null)
    {
        var id = _nodes.Count + 1;
        _nodes.Add(new PlanNode(id, operation, [.. after.Distinct().Order()])
        {
            AfterEnd = [.. (afterEnd ?? []).Distinct().Order()],
            AfterExit = [.. (afterExit ?? []).Distinct().Order()],
        });
        return id;
    }

    /// <summary>Stops a container; returns the number of the node. Asked twice, it is planned once, as it was asked first.</summary>
    public int Stop(ObservedContainer container, string cause, IEnumerable<int> after, IEnumerable<int>? afterEnd = null)
    {
        if (!_stops.TryGetValue(container.Id, out var stop))
        {
            stop = (Add(new StopContainer(container.Instance, container.Id, cause), after, afterEnd), cause);
            _stops.Add(container.Id, stop);
        }

        return stop.Node;
    }

    /// <summary>Why a container is stopped already by this plan; null where it is not.</summary>
    public string? WhyStopped(ObservedContainer container) => _stops.TryGetValue(container.Id, out var stop) ? stop.Cause : null;

    /// <summary>Takes a container from a network that is made again; what brings it back joins it again.</summary>
    public int Leave(ObservedContainer container, DesiredAttachment attachment, string cause, IEnumerable<int> after)
    {
        var stopped = Stop(container, cause, after);
        _rejoins[container.Id] = RejoinsOf(container).Add(attachment);
        return Add(new DisconnectNetwork(container.Instance, container.Id, attachment.NetworkName, cause), [stopped]);
    }

    /// <summary>The networks that a container was taken from.</summary>
    public ImmutableArray<DesiredAttachment> RejoinsOf(ObservedContainer container) => _rejoins.GetValueOrDefault(container.Id, []);

    public Plan ToPlan() => new()
    {
        Nodes = Problems.Count == 0 ? _nodes.ToImmutable() : [],
        Unchanged = Unchanged.ToImmutable(),
        Replacements = Problems.Count == 0 ? Replacements.ToImmutable() : [],
        Problems = Problems.ToImmutable(),
        Notices = Notices.ToImmutable(),
        AwaitsBuilds = AwaitsBuilds,
    };
}
