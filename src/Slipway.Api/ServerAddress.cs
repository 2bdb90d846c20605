namespace Slipway.Api;

/// <summary>
/// How to reach the running server: the content of <c>server.json</c> in its data directory, readable by its user only, written when the
/// server answers and removed when it stops. Every request but those for health carries <c>Authorization: Bearer TOKEN</c>.
/// </summary>
/// <param name="Url">The base address, such as <c>http://127.0.0.1:7420</c>.</param>
/// <param name="Token">The secret of this run.</param>
/// <param name="ProcessId">The server's process.</param>
/// <param name="Version">The server's version.</param>
public sealed record ServerAddress(string Url, string Token, int ProcessId, string Version);
