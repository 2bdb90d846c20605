namespace Slipway.Core.Sources;

/// <summary>A commit that a ref resolved to.</summary>
/// <param name="Commit">Its full id.</param>
/// <param name="Ref">The branch or tag; the commit's id where it was named directly or nothing else is checked out.</param>
/// <param name="IsDefault">Whether that is what the repository has checked out, or its default branch.</param>
/// <param name="UncommittedFiles">How many files of the named directory differ in a local work tree and are therefore not part of it.</param>
public sealed record ResolvedCommit(string Commit, string Ref, bool IsDefault, int UncommittedFiles);
