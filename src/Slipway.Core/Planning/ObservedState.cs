using System.Collections.Immutable;

namespace Slipway.Core.Planning;

/// <summary>What the engine has of one cluster at one moment.</summary>
public sealed record ObservedState
{
    /// <summary>Gets the cluster's containers, by instance and number.</summary>
    public ImmutableArray<ObservedContainer> Containers { get; init; } = [];

    /// <summary>Gets the names of networks: the cluster's own, and those asked for.</summary>
    public ImmutableArray<ObservedResource> Networks { get; init; } = [];

    /// <summary>Gets the names of volumes: the cluster's own, and those asked for.</summary>
    public ImmutableArray<ObservedResource> Volumes { get; init; } = [];

    /// <summary>Gets the engine's id of each image asked for that it has, by reference.</summary>
    public ImmutableSortedDictionary<string, string> Images { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Gets which of the ports asked for are taken by something outside of the cluster.</summary>
    public ImmutableSortedSet<PortKey> TakenPorts { get; init; } = [];

    /// <summary>Gets free host ports, in the order in which to use them.</summary>
    public ImmutableArray<int> FreePorts { get; init; } = [];

    /// <summary>Gets the container names asked for that belong to something outside of the cluster, with their owner.</summary>
    public ImmutableSortedDictionary<string, string> ForeignContainerNames { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
