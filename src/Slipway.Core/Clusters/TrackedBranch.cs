namespace Slipway.Core.Clusters;

/// <summary>A branch that a cluster is made from.</summary>
/// <param name="Repository">The repository, in normal form.</param>
/// <param name="Ref">The branch or tag.</param>
public sealed record TrackedBranch(string Repository, string Ref);
