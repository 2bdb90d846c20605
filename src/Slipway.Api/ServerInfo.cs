namespace Slipway.Api;

/// <summary>What the server is: <c>GET /api/info</c>.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Home">Its data directory.</param>
/// <param name="Engine">The container engine, as <c>Docker Engine 20.10.24</c>; null while it does not answer.</param>
/// <param name="Database">The database.</param>
public sealed record ServerInfo(string Version, string Home, string? Engine, string Database);
