using System.Collections.Immutable;
using Slipway.Core.Planning;

namespace Slipway.Core.Engines;

/// <summary>What an observation must cover beside the cluster's own containers, networks and volumes.</summary>
/// <param name="ClusterName">The cluster's name.</param>
public sealed record ObserveRequest(string ClusterName)
{
    /// <summary>Gets image references to look up.</summary>
    public ImmutableSortedSet<string> Images { get; init; } = [];

    /// <summary>Gets names of networks to look up, external ones among them.</summary>
    public ImmutableSortedSet<string> Networks { get; init; } = [];

    /// <summary>Gets names of volumes to look up, external ones among them.</summary>
    public ImmutableSortedSet<string> Volumes { get; init; } = [];

    /// <summary>Gets host ports whose availability matters.</summary>
    public ImmutableSortedSet<PortKey> Ports { get; init; } = [];

    /// <summary>Gets fixed container names whose availability matters.</summary>
    public ImmutableSortedSet<string> ContainerNames { get; init; } = [];

    /// <summary>Gets how many free host ports to offer.</summary>
    public int FreePorts { get; init; }
}
