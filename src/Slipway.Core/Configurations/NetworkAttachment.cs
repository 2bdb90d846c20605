using System.Collections.Immutable;

namespace Slipway.Core.Configurations;

/// <summary>A network that an instance joins.</summary>
public sealed record NetworkAttachment
{
    /// <summary>Gets the key of the network in its set.</summary>
    public required string Network { get; init; }

    /// <summary>Gets further names on this network; the instance's own name is always one.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>Gets the fixed IPv4 address.</summary>
    public string? Ipv4Address { get; init; }

    /// <summary>Gets the fixed IPv6 address.</summary>
    public string? Ipv6Address { get; init; }

    /// <summary>Gets link-local addresses.</summary>
    public ImmutableArray<string> LinkLocalAddresses { get; init; } = [];

    /// <summary>Gets the hardware address.</summary>
    public string? MacAddress { get; init; }

    /// <summary>Gets options of the driver.</summary>
    public ImmutableSortedDictionary<string, string> DriverOptions { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Gets the priority; the highest is joined first. Default 0.</summary>
    public int Priority { get; init; }

    /// <summary>Gets the name of the interface inside of the container; null lets the engine choose.</summary>
    public string? InterfaceName { get; init; }

    /// <summary>Gets the priority as the way out; the highest is the default gateway. Null is 0.</summary>
    public int? GatewayPriority { get; init; }
}
