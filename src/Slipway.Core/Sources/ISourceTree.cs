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
}
