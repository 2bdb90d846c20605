using Slipway.Git.Trees;

namespace Slipway.Git.Checkouts;

/// <summary>A directory of the disk, whose nodes are absolute paths.</summary>
internal sealed class DiskSpace(string root) : ILinkSpace<string>
{
    public string Root => root;

    public string? Child(string directory, string name)
    {
        var path = Path.Join(directory, name);
        return new FileInfo(path).LinkTarget is not null || Path.Exists(path) ? path : null;
    }

    public EntryKind KindOf(string node) =>
        node != root && new FileInfo(node).LinkTarget is not null ? EntryKind.Link
        : Directory.Exists(node) ? EntryKind.Directory
        : EntryKind.File;

    public string PathOf(string node) => Path.GetRelativePath(root, node);

    public string ReadLink(string link) => new FileInfo(link).LinkTarget ?? string.Empty;
}
