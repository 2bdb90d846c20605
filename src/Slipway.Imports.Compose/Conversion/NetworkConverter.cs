using System.Collections.Immutable;
using Slipway.Compose;
using Slipway.Core.Configurations;

namespace Slipway.Imports.Compose.Conversion;

/// <summary>Top-level networks.</summary>
internal static class NetworkConverter
{
    public static ImmutableArray<NetworkDefinition> Convert(ConversionContext context) =>
        [.. context.Project.Networks.Values.Select(n => Convert(n, context))];

    private static NetworkDefinition Convert(ComposeNetwork network, ConversionContext context)
    {
        EngineNames.Check(network.Name, context, "networks", network.Key, "name");
        if (network.Driver == "host" && !context.Trust.HostNamespaces)
        {
            context.Report.Refuse(
                Codes.HostNamespace, "the host's network is refused; leave driver out (server setting Slipway:Trust:HostNamespaces)", "networks", network.Key, "driver");
        }

        return new NetworkDefinition
        {
            Key = network.Key,
            Name = network.Name ?? network.Key,
            External = network.External,
            Driver = network.Driver,
            DriverOptions = network.DriverOpts.ToSorted(),
            Labels = network.Labels.ToSorted(),
            Internal = network.Internal,
            Attachable = network.Attachable,
            EnableIpv4 = network.EnableIpv4,
            EnableIpv6 = network.EnableIpv6,
            IpamDriver = network.IpamDriver,
            IpamOptions = network.IpamOptions.ToSortedOrNull(),
            Pools = [.. network.IpamPools.Select(p => new AddressPool(p.Subnet, p.Gateway, p.IpRange) { Reserved = p.AuxAddresses.ToSorted() })],
        };
    }
}
