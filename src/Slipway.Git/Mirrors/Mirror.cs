namespace Slipway.Git.Mirrors;

/// <summary>The local copy of a repository.</summary>
/// <param name="Key">The name of the copy: a hash of the repository's address.</param>
/// <param name="Directory">The bare repository.</param>
internal sealed record Mirror(string Key, string Directory)
{
    /// <summary>Gets the beginning of every command on it.</summary>
    public string GitDirectoryOption => "--git-dir=" + Directory;
}
