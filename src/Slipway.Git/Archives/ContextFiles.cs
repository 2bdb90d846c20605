using System.Security.Cryptography;
using System.Text;
using Slipway.Core.Configurations;
using Slipway.Core.Sources;
using Slipway.Git.Ignoring;
using Slipway.Git.Trees;

namespace Slipway.Git.Archives;

/// <summary>What of a directory goes into a build: everything but what <c>.dockerignore</c> keeps out.</summary>
internal sealed class ContextFiles
{
    private const int IgnoreFileLimitBytes = 1024 * 1024;

    private readonly SourceTree _tree;
    private readonly DockerIgnore? _ignore;
    private readonly HashSet<string> _always;

    /// <exception cref="SourceException">There is no such directory or Dockerfile, a path leads out of the repository, or the ignore file holds a line that is no pattern.</exception>
    public ContextFiles(SourceTree tree, string directory, string? dockerfile)
    {
        _tree = tree;
        Directory = tree.Look(directory) is { Kind: EntryKind.Directory } found
            ? found
            : throw new SourceException(SourceFailure.PathNotFound, $"'{directory}' is not a directory of the repository at {tree.Commit}");
        if (dockerfile is not null)
        {
            dockerfile = PathText.Clean(dockerfile);
            if (dockerfile.StartsWith("../", StringComparison.Ordinal))
            {
                OutsideDockerfile = tree.Look(Path(dockerfile)) is { Kind: EntryKind.File } file
                    ? file
                    : throw new SourceException(SourceFailure.PathNotFound, $"the Dockerfile '{dockerfile}' of '{directory}' is not in the repository at {tree.Commit}");
            }
        }

        // A Dockerfile's own ignore file wins over the directory's.
        var ignoreFile = dockerfile is not null && Exists(dockerfile + ".dockerignore") ? dockerfile + ".dockerignore" : ".dockerignore";
        _ignore = Exists(ignoreFile) ? ReadIgnore(ignoreFile) : null;
        _always = [ignoreFile, ".dockerignore", dockerfile ?? ".dockerignore"];
    }

    /// <summary>Gets the directory, with links resolved.</summary>
    public TreeEntry Directory { get; }

    /// <summary>Gets the Dockerfile where it lies outside of the directory.</summary>
    public TreeEntry? OutsideDockerfile { get; }

    /// <summary>
    /// Gets an id that changes when the content does: the directory's own, or a hash over what the ignore file leaves, so that what it keeps out
    /// (a README, say) makes no other image.
    /// </summary>
    public string Id(int entryLimit)
    {
        if (_ignore is null)
        {
            return Directory.Id;
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, entry) in Below(_tree, entryLimit))
        {
            // A directory's own id covers also what is kept out; what is in it follows.
            var id = entry.Kind == EntryKind.Directory ? string.Empty : entry.Id;
            hash.AppendData(Encoding.UTF8.GetBytes($"{(int)entry.Kind}{(entry.Executable ? 'x' : '-')} {id} {name}\0"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..40];
    }

    /// <summary>Enumerates what goes into the build, with its name relative to the directory.</summary>
    public IEnumerable<(string Name, TreeEntry Entry)> Below(SourceTree tree, int entryLimit)
    {
        foreach (var entry in TreeWalk.Below(tree, Directory, entryLimit, Enter))
        {
            var name = Relative(entry);
            if (name != BuiltImage.OutsideDockerfile && (_ignore is null || !_ignore.Excludes(name) || _always.Contains(name)))
            {
                yield return (name, entry);
            }
        }
    }

    private string Relative(TreeEntry entry) => Directory.Path.Length == 0 ? entry.Path : entry.Path[(Directory.Path.Length + 1)..];

    private bool Enter(TreeEntry directory)
    {
        if (_ignore is null)
        {
            return true;
        }

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

    private string Path(string name) => Directory.Path.Length == 0 ? name : $"{Directory.Path}/{name}";
}
