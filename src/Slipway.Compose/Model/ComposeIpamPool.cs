namespace Slipway.Compose;

/// <summary>An address pool of a network.</summary>
public sealed record ComposeIpamPool
{
    /// <summary>Gets the subnet.</summary>
    public string? Subnet { get; init; }

    /// <summary>Gets the gateway.</summary>
    public string? Gateway { get; init; }

    /// <summary>Gets the range containers get addresses from.</summary>
    public string? IpRange { get; init; }

    /// <summary>Gets the addresses kept for others.</summary>
    public ComposeMap<string> AuxAddresses { get; init; } = ComposeMap<string>.Empty;
}
