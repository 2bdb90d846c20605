using System.Collections.Immutable;
using Slipway.Core.Operations;
using Slipway.Core.Planning;

namespace Slipway.Core.Deploying;

/// <summary>The addresses under which containers are reached from outside.</summary>
public static class Addresses
{
    /// <summary>Gets one address for each published port, IPv4 and IPv6 twins as one.</summary>
    public static ImmutableArray<Address> Of(IEnumerable<ObservedContainer> containers) =>
    [
        .. containers
            .OrderBy(c => c.Instance, StringComparer.Ordinal)
            .ThenBy(c => c.Number)
            .SelectMany(c => WithoutTwins(c.Ports).Select(p => new Address(c.Instance, p.Target, p.Protocol, HostOf(p.HostAddress), p.HostPort)))
            .DistinctBy(a => (a.Instance, a.Target, a.Protocol, a.HostPort))
            .OrderBy(a => a.Instance, StringComparer.Ordinal)
            .ThenBy(a => a.Target),
    ];

    // An engine that chooses the ports may choose another one for IPv6; localhost is the one of IPv4 then.
    private static IEnumerable<PublishedPort> WithoutTwins(IEnumerable<PublishedPort> ports) => ports
        .GroupBy(p => (p.Target, p.Protocol))
        .SelectMany(g => g.Count(p => p.HostAddress == "::") <= g.Count(p => p.HostAddress == "0.0.0.0") ? g.Where(p => p.HostAddress != "::") : g);

    private static string HostOf(string address) => address is "" or "0.0.0.0" or "::" or "127.0.0.1" or "::1" ? "localhost" : address;
}
