namespace Slipway.Imports.Sources;

/// <summary>Another repository that a configuration names.</summary>
/// <param name="Address">The URL as it is written. May hold credentials.</param>
/// <param name="Ref">The branch, tag or commit; null is the default branch.</param>
public sealed record WantedSource(string Address, string? Ref);
