namespace Slipway.Compose;

/// <summary>A published port.</summary>
public sealed record ComposePort
{
    /// <summary>Gets the port in the container.</summary>
    public required int Target { get; init; }

    /// <summary>Gets the port on the host: a number, a range such as <c>8000-8010</c>, or null for any free one.</summary>
    public string? Published { get; init; }

    /// <summary>Gets the host address; null for all.</summary>
    public string? HostIp { get; init; }

    /// <summary>Gets the protocol: <c>tcp</c>, <c>udp</c>, <c>sctp</c>.</summary>
    public required string Protocol { get; init; }

    /// <summary>Gets the mode: <c>ingress</c> or <c>host</c>.</summary>
    public string? Mode { get; init; }

    /// <summary>Gets the name.</summary>
    public string? Name { get; init; }

    /// <summary>Gets the application protocol.</summary>
    public string? AppProtocol { get; init; }
}
