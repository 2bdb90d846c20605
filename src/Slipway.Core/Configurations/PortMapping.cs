namespace Slipway.Core.Configurations;

/// <summary>One published port.</summary>
/// <param name="Target">The port inside the container, 1 to 65535.</param>
/// <param name="Published">The port or range outside, as <c>8080</c> or <c>8000-8010</c>; null lets the engine choose.</param>
/// <param name="Protocol"><c>tcp</c>, <c>udp</c> or <c>sctp</c>.</param>
/// <param name="HostAddress">The address to listen on; null is every address.</param>
public sealed record PortMapping(int Target, string? Published = null, string Protocol = "tcp", string? HostAddress = null)
{
    public override string ToString() => $"{(HostAddress is null ? string.Empty : HostAddress + ":")}{Published}->{Target}/{Protocol}";
}
