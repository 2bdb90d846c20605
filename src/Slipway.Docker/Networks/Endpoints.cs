using Docker.DotNet.Models;
using Slipway.Core.Planning;

namespace Slipway.Docker.Networks;

/// <summary>Translates how a container joins a network.</summary>
internal static class Endpoints
{
    // The engine takes the name of the interface as an option of the driver (since version 28).
    private const string InterfaceName = "com.docker.network.endpoint.ifname";

    /// <summary>Translates an attachment. The network resolves the names of links at each look-up.</summary>
    public static EndpointSettings Of(DesiredAttachment attachment)
    {
        var settings = attachment.Attachment;
        var options = settings.InterfaceName is { } name ? settings.DriverOptions.SetItem(InterfaceName, name) : settings.DriverOptions;
        return new EndpointSettings
        {
            Aliases = [.. attachment.Aliases.Concat(settings.Aliases).Distinct(StringComparer.Ordinal)],
            Links = attachment.Links.IsEmpty ? null! : [.. attachment.Links.Select(WithAlias)],
            DriverOpts = options.IsEmpty ? null! : new Dictionary<string, string>(options),
            GwPriority = settings.GatewayPriority ?? 0,
            MacAddress = settings.MacAddress!,
            IPAMConfig = settings.Ipv4Address is null && settings.Ipv6Address is null && settings.LinkLocalAddresses.IsEmpty
                ? null
                : new EndpointIPAMConfig
                {
                    IPv4Address = settings.Ipv4Address!,
                    IPv6Address = settings.Ipv6Address!,
                    LinkLocalIPs = settings.LinkLocalAddresses.IsEmpty ? null : [.. settings.LinkLocalAddresses],
                },
        };
    }

    private static string WithAlias(string link) => link.Contains(':', StringComparison.Ordinal) ? link : $"{link}:{link}";
}
