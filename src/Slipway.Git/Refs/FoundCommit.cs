namespace Slipway.Git.Refs;

/// <summary>A commit that a ref led to.</summary>
/// <param name="Commit">Its full id.</param>
/// <param name="Ref">The short name of the branch or tag; the commit's id where there is none.</param>
/// <param name="IsDefault">Whether it is what is checked out, or the default branch.</param>
internal sealed record FoundCommit(string Commit, string Ref, bool IsDefault);
