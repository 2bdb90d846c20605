using System.Collections.Immutable;
using Slipway.Compose;
using Slipway.Core.Configurations;

namespace Slipway.Imports.Compose.Conversion;

/// <summary>The networks of a service.</summary>
internal static class AttachmentConverter
{
    public static ImmutableArray<NetworkAttachment> Convert(ComposeService service)
    {
        var attachments = service.Networks.Select(n => Convert(n.Key, n.Value)).ToImmutableArray();
        if (service.MacAddress is not { } address || attachments.IsEmpty)
        {
            return attachments;
        }

        // The service's own hardware address is that of the network which is joined first.
        var first = attachments.MaxBy(a => a.Priority)!;
        return first.MacAddress is null ? attachments.Replace(first, first with { MacAddress = address }) : attachments;
    }

    private static NetworkAttachment Convert(string key, ComposeServiceNetwork network) => new()
    {
        Network = key,
        Aliases = [.. network.Aliases],
        Ipv4Address = network.Ipv4Address,
        Ipv6Address = network.Ipv6Address,
        LinkLocalAddresses = [.. network.LinkLocalIps],
        MacAddress = network.MacAddress,
        DriverOptions = network.DriverOpts.ToSorted(),
        Priority = (int)network.Priority,
        InterfaceName = network.InterfaceName,
        GatewayPriority = network.GatewayPriority == 0 ? null : (int)network.GatewayPriority,
    };
}
