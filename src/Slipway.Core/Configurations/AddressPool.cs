using System.Collections.Immutable;

namespace Slipway.Core.Configurations;

/// <summary>A pool of addresses of a network, in CIDR notation.</summary>
public sealed record AddressPool(string? Subnet, string? Gateway, string? Range)
{
    /// <summary>Gets auxiliary addresses.</summary>
    public ImmutableSortedDictionary<string, string> Reserved { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
