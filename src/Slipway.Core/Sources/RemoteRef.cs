namespace Slipway.Core.Sources;

/// <summary>A ref as the repository has it now.</summary>
/// <param name="Name">The full name: <c>refs/heads/main</c>.</param>
/// <param name="Commit">The commit that it stands at.</param>
public sealed record RemoteRef(string Name, string Commit);
