using System.Collections.Immutable;
using System.Globalization;
using Slipway.Core.Configurations;

namespace Slipway.Core.Planning;

/// <summary>Chooses host ports: as written if free, otherwise a free one, which is told.</summary>
internal sealed class PortAssigner(ObservedState observed, ImmutableArray<string>.Builder notices)
{
    private readonly HashSet<PortKey> _taken = [.. observed.TakenPorts];
    private readonly Queue<int> _free = new(observed.FreePorts);

    /// <summary>The host ports that a mapping may use, in order; empty lets the engine choose.</summary>
    public static IEnumerable<PortKey> Candidates(PortMapping mapping)
    {
        if (string.IsNullOrEmpty(mapping.Published))
        {
            return [];
        }

        var dash = mapping.Published.IndexOf('-', StringComparison.Ordinal);
        var first = int.Parse(dash < 0 ? mapping.Published : mapping.Published[..dash], CultureInfo.InvariantCulture);
        var last = dash < 0 ? first : int.Parse(mapping.Published[(dash + 1)..], CultureInfo.InvariantCulture);
        return Enumerable.Range(first, last - first + 1).Select(p => new PortKey(p, mapping.Protocol));
    }

    /// <summary>Keeps ports of containers that stay from being given away.</summary>
    public void Reserve(IEnumerable<PublishedPort> ports)
    {
        foreach (var port in ports)
        {
            _taken.Add(new PortKey(port.HostPort, port.Protocol));
        }
    }

    /// <summary>Chooses the ports of one container.</summary>
    public ImmutableArray<AssignedPort> Assign(DesiredContainer container) =>
        [.. container.Configuration.Ports.Select(p => new AssignedPort(p, Choose(container, p)))];

    private int Choose(DesiredContainer container, PortMapping mapping)
    {
        var candidates = Candidates(mapping).ToArray();
        if (candidates.Length == 0)
        {
            return 0;
        }

        foreach (var candidate in candidates)
        {
            if (_taken.Add(candidate))
            {
                return candidate.Port;
            }
        }

        var other = _free.Count > 0 ? _free.Dequeue() : 0;
        notices.Add($"{container.Instance}: port {mapping.Published} is taken on this host, so {mapping.Target}/{mapping.Protocol} is published "
            + (other == 0 ? "on a port that the engine chooses" : $"on {other.ToString(CultureInfo.InvariantCulture)} instead"));
        return other;
    }
}
