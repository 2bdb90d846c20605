namespace Slipway.Compose;

/// <summary>How a service joins a network.</summary>
public sealed record ComposeServiceNetwork
{
    /// <summary>Gets further names of the service there.</summary>
    public ComposeList<string> Aliases { get; init; } = ComposeList<string>.Empty;

    /// <summary>Gets the static address.</summary>
    public string? Ipv4Address { get; init; }

    /// <summary>Gets the static IPv6 address.</summary>
    public string? Ipv6Address { get; init; }

    /// <summary>Gets the link-local addresses.</summary>
    public ComposeList<string> LinkLocalIps { get; init; } = ComposeList<string>.Empty;

    /// <summary>Gets the hardware address.</summary>
    public string? MacAddress { get; init; }

    /// <summary>Gets the name of the interface.</summary>
    public string? InterfaceName { get; init; }

    /// <summary>Gets the driver options.</summary>
    public ComposeMap<string> DriverOpts { get; init; } = ComposeMap<string>.Empty;

    /// <summary>Gets the order of connection; higher first.</summary>
    public long Priority { get; init; }

    /// <summary>Gets the preference as default gateway; higher first.</summary>
    public long GatewayPriority { get; init; }
}
