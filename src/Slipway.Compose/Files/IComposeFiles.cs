namespace Slipway.Compose;

/// <summary>
/// The files that a load may read. Paths are absolute, clean and use <c>/</c>. The loader reads nothing but through this, so the files may lie on a
/// disk, in a Git tree or in memory. Implementations decide about symbolic links and about what lies outside of what they serve.
/// </summary>
public interface IComposeFiles
{
    /// <summary>Says what is at a path.</summary>
    /// <param name="path">An absolute path.</param>
    /// <returns>File, directory or nothing.</returns>
    FileStatus GetStatus(string path);

    /// <summary>Reads a file.</summary>
    /// <param name="path">An absolute path.</param>
    /// <param name="maxBytes">The largest size of interest. Of a longer file, at least one byte more than this is returned; the loader then refuses it.</param>
    /// <returns>The content, or null when there is no such file.</returns>
    /// <exception cref="IOException">The file is there but cannot be read.</exception>
    ReadOnlyMemory<byte>? Read(string path, int maxBytes);

    /// <summary>Replaces the first symbolic link in a path by its target. Used for watched paths only.</summary>
    /// <param name="path">An absolute path.</param>
    /// <returns>The path with one link resolved, or the path itself.</returns>
    string ResolveLink(string path) => path;
}
