using System.Collections.Immutable;

namespace Slipway.Core.Configurations;

/// <summary>A network of a cluster.</summary>
public sealed record NetworkDefinition
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

    /// <summary>Gets whether it has no way out.</summary>
    public bool Internal { get; init; }

    /// <summary>Gets whether containers of elsewhere may join.</summary>
    public bool Attachable { get; init; }

    /// <summary>Gets whether it has IPv4; null is the engine's default.</summary>
    public bool? EnableIpv4 { get; init; }

    /// <summary>Gets whether it has IPv6; null is the engine's default.</summary>
    public bool? EnableIpv6 { get; init; }

    /// <summary>Gets the address management driver.</summary>
    public string? IpamDriver { get; init; }

    /// <summary>Gets options of that driver; null for none.</summary>
    public ImmutableSortedDictionary<string, string>? IpamOptions { get; init; }

    /// <summary>Gets the address pools.</summary>
    public ImmutableArray<AddressPool> Pools { get; init; } = [];

    /// <summary>
    /// Whether it belongs to a cluster alone, as its name tells. One with a name of its own is the same network in every cluster that declares it; the last
    /// one that uses it takes it away.
    /// </summary>
    public bool IsOwnedBy(string clusterName) => !External && Name == $"{clusterName}_{Key}";
}
