using System.Collections.Immutable;

namespace Slipway.Core.Configurations;

/// <summary>A volume of a cluster.</summary>
public sealed record VolumeDefinition
{
    /// <summary>Gets the key by which instances refer to it.</summary>
    public required string Key { get; init; }

    /// <summary>Gets its name on the engine.</summary>
    public required string Name { get; init; }

    /// <summary>Gets whether it exists outside of the cluster and is only used.</summary>
    public bool External { get; init; }

    /// <summary>Gets the driver; null is the engine's default.</summary>
    public string? Driver { get; init; }

    /// <summary>Gets options of the driver.</summary>
    public ImmutableSortedDictionary<string, string> DriverOptions { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Gets labels that the user wrote.</summary>
    public ImmutableSortedDictionary<string, string> Labels { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>
    /// Whether it belongs to a cluster alone, as its name tells. One with a name of its own is the same volume in every cluster that declares it, so it
    /// outlives each of them.
    /// </summary>
    public bool IsOwnedBy(string clusterName) => !External && Name == $"{clusterName}_{Key}";
}
