using System.Collections.Immutable;
using Docker.DotNet.Models;
using Slipway.Core.Planning;

namespace Slipway.Docker.Networks;

/// <summary>Translates how a container joins a network.</summary>
internal static class Endpoints
{
    /// <summary>Translates an attachment.</summary>
    /// <param name="attachment">The attachment.</param>
    /// <param name="links">Further names for other instances, as <c>INSTANCE:ALIAS</c>; the network resolves the instance's name at each look-up.</param>
    public static EndpointSettings Of(DesiredAttachment attachment, ImmutableArray<string> links)
    {
        var settings = attachment.Attachment;
        return new EndpointSettings
        {
            Aliases = [.. attachment.Aliases.Concat(settings.Aliases).Distinct(StringComparer.Ordinal)],
            Links = links.IsEmpty ? null! : [.. links.Select(WithAlias)],
            DriverOpts = settings.DriverOptions.IsEmpty ? null! : new Dictionary<string, string>(settings.DriverOptions),
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
