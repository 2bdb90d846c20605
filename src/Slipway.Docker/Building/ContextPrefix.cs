using System.Formats.Tar;
using System.Text;

namespace Slipway.Docker.Building;

/// <summary>Puts entries in front of a context.</summary>
internal static class ContextPrefix
{
    /// <summary>The name of an inline Dockerfile in the context; always the same, so that the builder's cache knows the context again.</summary>
    public const string InlineDockerfile = ".slipway.inline.Dockerfile";

    // A tar archive ends with two empty blocks; before them, archives can be written one after the other.
    private const int BlockBytes = 512;

    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Searchable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Adds the text of an inline Dockerfile.</summary>
    public static Stream AddDockerfile(string text, Stream context)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return Add(new UstarTarEntry(TarEntryType.RegularFile, InlineDockerfile) { Mode = Readable, DataStream = content }, context);
    }

    /// <summary>
    /// Adds the root directory as a plain entry. The Docker client takes its input for a Dockerfile when the archive begins with an extended
    /// header, as many archives do.
    /// </summary>
    public static Stream AddRoot(Stream context) => Add(new UstarTarEntry(TarEntryType.Directory, "./") { Mode = Readable | Searchable }, context);

    private static JoinedStream Add(UstarTarEntry entry, Stream context)
    {
        entry.ModificationTime = DateTimeOffset.UnixEpoch;
        var archive = new MemoryStream();
        using (var writer = new TarWriter(archive, TarEntryFormat.Ustar, leaveOpen: true))
        {
            writer.WriteEntry(entry);
        }

        archive.SetLength(archive.Length - (2 * BlockBytes));
        archive.Position = 0;
        return new JoinedStream(archive, context);
    }
}
