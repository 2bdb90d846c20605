namespace Slipway.Core.Sources;

/// <summary>A repository that was found.</summary>
/// <param name="Repository">Its absolute path or URL, in normal form.</param>
/// <param name="Directory">The directory inside it that was named; empty is its root.</param>
/// <param name="IsLocal">Whether it is a path of this machine.</param>
public sealed record RepositoryLocation(string Repository, string Directory, bool IsLocal);
