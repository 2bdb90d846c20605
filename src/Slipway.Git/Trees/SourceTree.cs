using System.Collections.Immutable;
using System.Text;
using Slipway.Core.Sources;
using Slipway.Git.Archives;
using Slipway.Git.Commands;
using Slipway.Git.Mirrors;

namespace Slipway.Git.Trees;

/// <summary>
/// A repository at one commit, read from the local copy. Synchronous like reading local files, which it is: nothing is fetched. Safe for use by several threads.
/// </summary>
internal sealed class SourceTree : ISourceTree, ILinkSpace<TreeEntry>
{
    private const int LinkTargetLimitBytes = 4096;
    private const int TreeObjectLimitBytes = 256 * 1024 * 1024;
    private readonly Dictionary<string, Listing> _directories = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _links = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private readonly ObjectReader _objects;
    private readonly int _entryLimit;
    private TreeEntry? _root;

    public SourceTree(string repository, Mirror mirror, string commit, int entryLimit)
    {
        Repository = repository;
        Mirror = mirror;
        Commit = commit;
        _entryLimit = entryLimit;
        _objects = new ObjectReader(mirror);
    }

    public string Repository { get; }

    public string Commit { get; }

    public Mirror Mirror { get; }

    TreeEntry ILinkSpace<TreeEntry>.Root => Root();

    public SourceEntry? Find(string path) => Look(path) switch
    {
        null => null,
        { Kind: EntryKind.Submodule } submodule => throw new SourceException(SourceFailure.Refused, $"'{submodule.Path}' is a submodule; submodules are not fetched"),
        var entry => new SourceEntry(entry.Path, entry.Id, entry.Kind == EntryKind.Directory),
    };

    public byte[]? Read(string path, long maxBytes)
    {
        lock (_lock)
        {
            return LinkWalk.Find(this, path, followLast: true) is { Kind: EntryKind.File } file ? _objects.Read(file.Id, file.Path, maxBytes) : null;
        }
    }

    public string? FindContext(string directory, string? dockerfile) =>
        Look(directory) is { Kind: EntryKind.Directory } ? new ContextFiles(this, directory, dockerfile).Id(_entryLimit) : null;

    /// <summary>Looks a path up, and tells links that lead nowhere and submodules from files.</summary>
    public TreeEntry? Look(string path)
    {
        lock (_lock)
        {
            return LinkWalk.Find(this, path, followLast: true);
        }
    }

    /// <summary>Lists a directory in Git's order, links as links, and refuses one with names that are unsafe on a disk.</summary>
    public ImmutableArray<TreeEntry> ListOrThrow(TreeEntry directory)
    {
        lock (_lock)
        {
            var listing = ListNeedsLock(directory);
            return listing.UnsafeNames.IsEmpty
                ? listing.Entries
                : throw new SourceException(SourceFailure.Refused, $"'{directory.Path}/' of the repository has an entry that cannot be written to a disk: {listing.UnsafeNames[0]}");
        }
    }

    public ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            _objects.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    TreeEntry? ILinkSpace<TreeEntry>.Child(TreeEntry directory, string name) => ListNeedsLock(directory).ByName.GetValueOrDefault(name);

    EntryKind ILinkSpace<TreeEntry>.KindOf(TreeEntry node) => node.Kind;

    string ILinkSpace<TreeEntry>.PathOf(TreeEntry node) => node.Path;

    string ILinkSpace<TreeEntry>.ReadLink(TreeEntry link)
    {
        if (!_links.TryGetValue(link.Id, out var target))
        {
            target = Encoding.UTF8.GetString(_objects.Read(link.Id, link.Path, LinkTargetLimitBytes));
            _links.Add(link.Id, target);
        }

        return target;
    }

    private TreeEntry Root()
    {
        if (_root is null)
        {
            var (type, content) = _objects.Open(Commit);
            using var lines = new StreamReader(content, Encoding.ASCII);
            // The first line of a commit names its tree. The rest is read too, because the stream is the reader's.
            var first = lines.ReadToEnd().Split('\n')[0];
            _root = type == "commit" && first.StartsWith("tree ", StringComparison.Ordinal)
                ? new TreeEntry(string.Empty, EntryKind.Directory, first[5..])
                : throw new GitException($"{Commit} is not a commit");
        }

        return _root;
    }

    private Listing ListNeedsLock(TreeEntry directory)
    {
        // By path, not by id: the same tree may stand in several places, and its entries carry their paths.
        if (!_directories.TryGetValue(directory.Path, out var listing))
        {
            var unsafeNames = new List<string>();
            var content = _objects.Read(directory.Id, directory.Path, TreeObjectLimitBytes);
            var entries = TreeObject.Parse(content, directory.Path, Commit.Length / 2, unsafeNames);
            listing = new Listing(entries, entries.ToDictionary(e => e.Name, StringComparer.Ordinal), [.. unsafeNames]);
            _directories.Add(directory.Path, listing);
        }

        return listing;
    }

    private sealed record Listing(ImmutableArray<TreeEntry> Entries, Dictionary<string, TreeEntry> ByName, ImmutableArray<string> UnsafeNames);
}
