using System.Formats.Tar;
using System.Text;
using Microsoft.Extensions.Logging;
using Slipway.Core.Configurations;
using Slipway.Core.Sources;
using Slipway.Git.Commands;
using Slipway.Git.Ignoring;
using Slipway.Git.Trees;

namespace Slipway.Git.Archives;

/// <summary>
/// Writes a directory of a repository as a tar archive. The same tree gives the same bytes: owner, modes and times are fixed. Links stay links;
/// whoever unpacks the archive resolves them inside of it. Submodules are empty directories.
/// </summary>
internal sealed class ContextArchive
{
    private const int IgnoreFileLimitBytes = 1024 * 1024;
    private const int LinkTargetLimitBytes = 4096;
    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Runnable = Readable | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    // Any time will do; one that also fits into zip files and is not taken for "unknown".
    private static readonly DateTimeOffset Written = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly SourceTree _tree;
    private readonly GitOptions _options;
    private readonly ILogger _logger;
    private readonly TreeEntry _directory;
    private readonly TreeEntry? _outsideDockerfile;
    private readonly DockerIgnore _ignore;
    private readonly HashSet<string> _always;

    /// <exception cref="SourceException">There is no such directory or Dockerfile, a path leads out of the repository, or the ignore file holds a line that is no pattern.</exception>
    public ContextArchive(SourceTree tree, string directory, string? dockerfile, GitOptions options, ILogger logger)
    {
        _tree = tree;
        _options = options;
        _logger = logger;
        _directory = tree.Look(directory) is { Kind: EntryKind.Directory } found
            ? found
            : throw new SourceException(SourceFailure.PathNotFound, $"'{directory}' is not a directory of the repository at {tree.Commit}");
        if (dockerfile is not null)
        {
            dockerfile = PathText.Clean(dockerfile);
            if (dockerfile.StartsWith("../", StringComparison.Ordinal))
            {
                _outsideDockerfile = tree.Look(Path(dockerfile)) is { Kind: EntryKind.File } file
                    ? file
                    : throw new SourceException(SourceFailure.PathNotFound, $"the Dockerfile '{dockerfile}' of '{directory}' is not in the repository at {tree.Commit}");
            }
        }

        // A Dockerfile's own ignore file wins over the directory's.
        var ignoreFile = dockerfile is not null && Exists(dockerfile + ".dockerignore") ? dockerfile + ".dockerignore" : ".dockerignore";
        _ignore = Exists(ignoreFile) ? ReadIgnore(ignoreFile) : DockerIgnore.Nothing;
        _always = [ignoreFile, ".dockerignore", dockerfile ?? ".dockerignore"];
    }

    public async Task WriteAsync(Stream destination, CancellationToken cancellationToken)
    {
        // Readers of its own: the consumer may take long, and others read the tree meanwhile.
        var tree = new SourceTree(_tree.Repository, _tree.Mirror, _tree.Commit);
        await using (tree.ConfigureAwait(false))
        {
            using var objects = new ObjectReader(_tree.Mirror);
            var tar = new TarWriter(destination, TarEntryFormat.Gnu, leaveOpen: true);
            await using (tar.ConfigureAwait(false))
            {
                // First, because the docker command takes for an archive only what begins with one complete header; a long name has two.
                await tar.WriteEntryAsync(Directory("./"), cancellationToken).ConfigureAwait(false);
                await WriteTreeAsync(tree, objects, tar, cancellationToken).ConfigureAwait(false);
                if (_outsideDockerfile is { } dockerfile)
                {
                    await tar.WriteEntryAsync(NewEntry(dockerfile, BuiltImage.OutsideDockerfile, objects), cancellationToken).ConfigureAwait(false);
                }
            }
        }
    }

    private async Task WriteTreeAsync(SourceTree tree, ObjectReader objects, TarWriter tar, CancellationToken cancellationToken)
    {
        var contentBytes = 0L;
        foreach (var entry in TreeWalk.Below(tree, _directory, _options.EntryLimit, Enter))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var name = Relative(entry);
            if (name == BuiltImage.OutsideDockerfile || (_ignore.Excludes(name) && !_always.Contains(name)))
            {
                continue;
            }

            if (entry.Kind == EntryKind.Submodule)
            {
                _logger.SubmoduleIsEmpty(entry.Path, ErrorTail.Redact(tree.Repository));
            }

            var written = NewEntry(entry, name, objects);
            contentBytes += written.DataStream?.Length ?? 0;
            if (contentBytes > _options.ContentLimitBytes)
            {
                throw new SourceException(SourceFailure.TooLarge, $"the files of '{_directory.Path}' have more than {_options.ContentLimitBytes} bytes");
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

    private string Relative(TreeEntry entry) => _directory.Path.Length == 0 ? entry.Path : entry.Path[(_directory.Path.Length + 1)..];

    private bool Enter(TreeEntry directory)
    {
        var name = Relative(directory);
        return !_ignore.Excludes(name) || _ignore.MayIncludeBelow(name) || _always.Any(a => a.StartsWith(name + "/", StringComparison.Ordinal));
    }

    private bool Exists(string name) => _tree.Look(Path(name)) is { Kind: EntryKind.File };

    private DockerIgnore ReadIgnore(string name)
    {
        try
        {
            return DockerIgnore.Parse(Encoding.UTF8.GetString(_tree.Read(Path(name), IgnoreFileLimitBytes)!));
        }
        catch (FormatException error)
        {
            throw new SourceException(SourceFailure.Refused, $"{Path(name)}:{error.Message}", error);
        }
    }

    private string Path(string name) => _directory.Path.Length == 0 ? name : $"{_directory.Path}/{name}";
}
