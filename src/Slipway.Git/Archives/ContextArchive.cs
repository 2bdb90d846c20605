using System.Formats.Tar;
using System.Text;
using Microsoft.Extensions.Logging;
using Slipway.Core.Configurations;
using Slipway.Core.Sources;
using Slipway.Git.Commands;
using Slipway.Git.Trees;

namespace Slipway.Git.Archives;

/// <summary>
/// Writes a directory of a repository as a tar archive. The same tree gives the same bytes: owner, modes and times are fixed. Links stay links;
/// whoever unpacks the archive resolves them inside of it. Submodules are empty directories.
/// </summary>
internal sealed class ContextArchive
{
    private const int LinkTargetLimitBytes = 4096;
    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Runnable = Readable | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    // Any time will do; one that also fits into zip files and is not taken for "unknown".
    private static readonly DateTimeOffset Written = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly SourceTree _tree;
    private readonly GitOptions _options;
    private readonly ILogger _logger;
    private readonly ContextFiles _files;

    /// <exception cref="SourceException">There is no such directory or Dockerfile, a path leads out of the repository, or the ignore file holds a line that is no pattern.</exception>
    public ContextArchive(SourceTree tree, string directory, string? dockerfile, GitOptions options, ILogger logger)
    {
        _tree = tree;
        _options = options;
        _logger = logger;
        _files = new ContextFiles(tree, directory, dockerfile);
    }

    public async Task WriteAsync(Stream destination, CancellationToken cancellationToken)
    {
        // Readers of its own: the consumer may take long, and others read the tree meanwhile.
        var tree = new SourceTree(_tree.Repository, _tree.Mirror, _tree.Commit, _options.EntryLimit);
        await using (tree.ConfigureAwait(false))
        {
            using var objects = new ObjectReader(_tree.Mirror);
            var tar = new TarWriter(destination, TarEntryFormat.Gnu, leaveOpen: true);
            await using (tar.ConfigureAwait(false))
            {
                // First, because the docker command takes for an archive only what begins with one complete header; a long name has two.
                await tar.WriteEntryAsync(Directory("./"), cancellationToken).ConfigureAwait(false);
                await WriteTreeAsync(tree, objects, tar, cancellationToken).ConfigureAwait(false);
                if (_files.OutsideDockerfile is { } dockerfile)
                {
                    await tar.WriteEntryAsync(NewEntry(dockerfile, BuiltImage.OutsideDockerfile, objects), cancellationToken).ConfigureAwait(false);
                }
            }
        }
    }

    private async Task WriteTreeAsync(SourceTree tree, ObjectReader objects, TarWriter tar, CancellationToken cancellationToken)
    {
        var contentBytes = 0L;
        foreach (var (name, entry) in _files.Below(tree, _options.EntryLimit))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (entry.Kind == EntryKind.Submodule)
            {
                _logger.SubmoduleIsEmpty(entry.Path, ErrorTail.Redact(tree.Repository));
            }

            var written = NewEntry(entry, name, objects);
            contentBytes += written.DataStream?.Length ?? 0;
            if (contentBytes > _options.ContentLimitBytes)
            {
                throw new SourceException(SourceFailure.TooLarge, $"the files of '{_files.Directory.Path}' have more than {_options.ContentLimitBytes} bytes");
            }

            await tar.WriteEntryAsync(written, cancellationToken).ConfigureAwait(false);
        }
    }

    private static GnuTarEntry NewEntry(TreeEntry entry, string name, ObjectReader objects) => entry.Kind switch
    {
        EntryKind.File => File(name, entry.Executable ? Runnable : Readable, objects.Open(entry.Id).Content),
        EntryKind.Link => new GnuTarEntry(TarEntryType.SymbolicLink, name)
        {
            LinkName = Encoding.UTF8.GetString(objects.Read(entry.Id, entry.Path, LinkTargetLimitBytes)),
            Mode = Runnable,
            ModificationTime = Written,
        },
        _ => Directory(name + "/"),
    };

    private static GnuTarEntry Directory(string name) => new(TarEntryType.Directory, name) { Mode = Runnable, ModificationTime = Written };

    private static GnuTarEntry File(string name, UnixFileMode mode, Stream content) =>
        new(TarEntryType.RegularFile, name) { Mode = mode, ModificationTime = Written, DataStream = content };
}
