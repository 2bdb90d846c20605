namespace Slipway.Compose;

/// <summary>A network of the project.</summary>
public sealed record ComposeNetwork
{
    /// <summary>Gets the key in the project.</summary>
    public required string Key { get; init; }

    /// <summary>Gets the name on the engine.</summary>
    public string? Name { get; init; }

    /// <summary>Gets the driver.</summary>
    public string? Driver { get; init; }

    /// <summary>Gets the driver's options.</summary>
    public ComposeMap<string> DriverOpts { get; init; } = ComposeMap<string>.Empty;

    /// <summary>Gets whether it is made elsewhere.</summary>
    public bool External { get; init; }

    /// <summary>Gets whether it has no way out.</summary>
    public bool Internal { get; init; }

    /// <summary>Gets whether other containers may join.</summary>
    public bool Attachable { get; init; }

    /// <summary>Gets whether it has IPv4. Null: the engine decides.</summary>
    public bool? EnableIpv4 { get; init; }

    /// <summary>Gets whether it has IPv6. Null: the engine decides.</summary>
    public bool? EnableIpv6 { get; init; }

    /// <summary>Gets the labels.</summary>
    public ComposeMap<string> Labels { get; init; } = ComposeMap<string>.Empty;

    /// <summary>Gets the address management driver.</summary>
    public string? IpamDriver { get; init; }

    /// <summary>Gets the address pools.</summary>
    public ComposeList<ComposeIpamPool> IpamPools { get; init; } = ComposeList<ComposeIpamPool>.Empty;

    /// <summary>Gets the address management options.</summary>
    public ComposeMap<string> IpamOptions { get; init; } = ComposeMap<string>.Empty;
}
