namespace Slipway.Core.Sources;

/// <summary>
/// The files of one commit, read without a work tree. Paths are relative to the root, with <c>/</c>; links are followed inside the
/// repository, and one that leads outside is a <see cref="SourceException"/>.
/// </summary>
public interface ISourceTree : IAsyncDisposable
{
    /// <summary>Gets the repository.</summary>
    string Repository { get; }

    /// <summary>Gets the commit.</summary>
    string Commit { get; }

    /// <summary>Looks a path up; null where there is nothing.</summary>
    SourceEntry? Find(string path);

    /// <summary>Reads a file; null where there is none.</summary>
    /// <exception cref="SourceException">It is larger than <paramref name="maxBytes"/>, or a link leads outside.</exception>
    byte[]? Read(string path, long maxBytes);

    /// <summary>
    /// Gets the id of what an archive of a directory holds: its Git id, or where <c>.dockerignore</c> keeps something out, a hash over the rest. Null
    /// where there is no such directory.
    /// </summary>
    /// <param name="directory">The directory; empty is the root.</param>
    /// <param name="dockerfile">The Dockerfile relative to the directory, as for the archive; null for none.</param>
    /// <exception cref="SourceException">The Dockerfile is missing, a link leads outside, or <c>.dockerignore</c> cannot be read.</exception>
    string? FindContext(string directory, string? dockerfile);
}
