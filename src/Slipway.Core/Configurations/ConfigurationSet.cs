using System.Collections.Immutable;

namespace Slipway.Core.Configurations;

/// <summary>Everything one revision of a cluster consists of.</summary>
public sealed record ConfigurationSet
{
    /// <summary>Gets what runs, in the order of the file.</summary>
    public ImmutableArray<RunnableConfiguration> Configurations { get; init; } = [];

    /// <summary>Gets the networks.</summary>
    public ImmutableArray<NetworkDefinition> Networks { get; init; } = [];

    /// <summary>Gets the volumes.</summary>
    public ImmutableArray<VolumeDefinition> Volumes { get; init; } = [];
}
