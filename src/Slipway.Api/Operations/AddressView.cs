namespace Slipway.Api;

/// <summary>A published port.</summary>
/// <param name="Instance">The instance.</param>
/// <param name="Target">The port inside, as <c>80/tcp</c>.</param>
/// <param name="HostPort">The port on the host.</param>
/// <param name="Url">The address to open; for other protocols than TCP <c>udp://…</c>.</param>
public sealed record AddressView(string Instance, string Target, int HostPort, string Url);
