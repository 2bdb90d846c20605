using Slipway.Compose;
using Slipway.Core.Sources;

namespace Slipway.Imports.Compose;

/// <summary>The files of a commit, for the loader. Nothing outside of the repository exists.</summary>
internal sealed class SourceTreeFiles(ISourceTree tree, RepositoryRoot root) : IComposeFiles
{
    public FileStatus GetStatus(string path)
    {
        if (root.Inside(path) is not { } inside)
        {
            return FileStatus.Absent;
        }

        try
        {
            return tree.Find(inside) switch
            {
                null => FileStatus.Absent,
                { IsDirectory: true } => FileStatus.Directory,
                _ => FileStatus.File,
            };
        }
        catch (SourceException)
        {
            // It is there; reading it says what is wrong with it, at the place that names it.
            return FileStatus.File;
        }
    }

    public ReadOnlyMemory<byte>? Read(string path, int maxBytes)
    {
        if (root.Inside(path) is not { } inside)
        {
            return null;
        }

        try
        {
            // Spelled out: a null array would convert to an empty file that is there.
            return tree.Read(inside, maxBytes) is { } bytes ? new ReadOnlyMemory<byte>(bytes) : default(ReadOnlyMemory<byte>?);
        }
        catch (SourceException error)
        {
            throw new IOException(error.Message, error);
        }
    }
}
