namespace Slipway.Cli.Version;

/// <summary>What <c>slipway version --json</c> prints.</summary>
internal sealed record VersionView(string Version);
