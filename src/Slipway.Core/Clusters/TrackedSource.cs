namespace Slipway.Core.Clusters;

/// <summary>A branch or tag of another repository that a cluster is built from, and how much of it was dealt with.</summary>
/// <param name="Repository">The repository, in normal form. May hold credentials.</param>
/// <param name="Ref">The branch or tag.</param>
/// <param name="SeenCommit">The newest commit that was looked at, deployed or not; null where there was no such ref.</param>
public sealed record TrackedSource(string Repository, string Ref, string? SeenCommit)
{
    /// <summary>Gets the branch.</summary>
    public TrackedBranch Branch => new(Repository, Ref);
}
