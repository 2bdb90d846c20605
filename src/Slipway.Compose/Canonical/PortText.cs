using System.Globalization;
using System.Net;

namespace Slipway.Compose;

/// <summary>The short form of a published port, <c>[[ip:][host]:]container[/protocol]</c>, taken apart; a range of container ports gives one entry each.</summary>
internal static class PortText
{
    /// <summary>One port of the long form.</summary>
    internal sealed record Port(string HostIp, string Published, int Target, string Protocol);

    /// <summary>Takes a text apart.</summary>
    /// <returns>The ports, or what is wrong.</returns>
    public static (List<Port> Ports, string? Problem) Parse(string text)
    {
        var (address, host, container) = Split(text);
        var slash = container.IndexOf('/', StringComparison.Ordinal);
        var protocol = slash < 0 ? "" : container[(slash + 1)..].Split('/')[0].ToLowerInvariant();
        protocol = protocol.Length == 0 ? "tcp" : protocol;

        container = slash < 0 ? container : container[..slash];
        if (container.Length == 0)
        {
            return Wrong($"\"{text}\" has no container port; write HOST:CONTAINER.");
        }

        if (protocol is not ("tcp" or "udp" or "sctp"))
        {
            return Wrong($"\"{protocol}\" is not a protocol; use tcp, udp or sctp.");
        }

        if (address.StartsWith('[') && address.EndsWith(']'))
        {
            address = address[1..^1];
        }

        if (address.Length > 0 && !IsAddress(address))
        {
            return Wrong($"\"{address}\" is not an IP address; names cannot be used here.");
        }

        if (Range(container) is not { } inside)
        {
            return Wrong(NotAPort(container));
        }

        if (host.Length == 0)
        {
            return (Expand(inside, i => (address, "", inside.First + i, protocol)), null);
        }

        if (Range(host) is not { } outside)
        {
            return Wrong(NotAPort(host));
        }

        if (outside.Count == inside.Count)
        {
            return (Expand(inside, i => (address, (outside.First + i).ToString(CultureInfo.InvariantCulture), inside.First + i, protocol)), null);
        }

        return inside.Count == 1
            ? ([new Port(address, $"{outside.First}-{outside.Last}", inside.First, protocol)], null)
            : Wrong($"the ranges {host} and {container} have different lengths; make them equal.");
    }

    public static bool IsAddress(string text) =>
        IPAddress.TryParse(text, out var address) && (text.Contains(':', StringComparison.Ordinal) ? !text.Contains('%', StringComparison.Ordinal) : IsDotted(text))
        && address is not null;

    private static bool IsDotted(string text)
    {
        var parts = text.Split('.');
        return parts.Length == 4 && parts.All(p => p.Length is > 0 and <= 3 && p.All(char.IsAsciiDigit) && (p.Length == 1 || p[0] != '0'));
    }

    private static (string Address, string Host, string Container) Split(string text)
    {
        var last = text.LastIndexOf(':');
        if (last < 0)
        {
            return ("", "", text);
        }

        var before = text[..last];
        var middle = before.LastIndexOf(':');
        return middle < 0 ? ("", before, text[(last + 1)..]) : (before[..middle], before[(middle + 1)..], text[(last + 1)..]);
    }

    private static PortRange? Range(string text)
    {
        // What follows a second dash is not looked at.
        var parts = text.Split('-');
        var first = Number(parts[0]);
        var last = parts.Length == 1 ? first : Number(parts[1]);
        return first is { } a && last is { } b && b >= a ? new PortRange(a, b) : null;
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value <= 65535 ? value : null;

    /// <summary>The reference sorts the ports of one range as text, protocol included.</summary>
    private static List<Port> Expand(PortRange range, Func<int, (string Address, string Published, int Target, string Protocol)> port) =>
        [.. Enumerable.Range(0, range.Count).Select(port)
            .Select(p => new Port(p.Address, p.Published, p.Target, p.Protocol))
            .OrderBy(p => $"{p.Target}/{p.Protocol}", StringComparer.Ordinal)];

    private static string NotAPort(string text) => $"\"{text}\" is not a port; use 1-65535, or a range such as 8000-8010.";

    private static (List<Port> Ports, string? Problem) Wrong(string problem) => ([], problem);

    private readonly record struct PortRange(int First, int Last)
    {
        public int Count => Last - First + 1;
    }
}
