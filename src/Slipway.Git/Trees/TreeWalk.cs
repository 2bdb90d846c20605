using Slipway.Core.Sources;

namespace Slipway.Git.Trees;

/// <summary>Enumerates everything below a directory, each directory before what it holds. Links are not followed.</summary>
internal static class TreeWalk
{
    private const int DepthLimit = 256;

    /// <exception cref="SourceException">A name is unsafe on a disk, or there are more entries than the limit.</exception>
    public static IEnumerable<TreeEntry> Below(SourceTree tree, TreeEntry directory, int entryLimit, Func<TreeEntry, bool> enter)
    {
        var count = 0;
        var pending = new Stack<(TreeEntry Entry, int Depth)>();
        Push(directory, 0);
        while (pending.TryPop(out var next))
        {
            if (++count > entryLimit || next.Depth > DepthLimit)
            {
                throw new SourceException(SourceFailure.TooLarge, $"'{directory.Path}' of the repository has more than {entryLimit} files and directories, or is nested deeper than {DepthLimit}");
            }

            yield return next.Entry;
            if (next.Entry.Kind == EntryKind.Directory && enter(next.Entry))
            {
                Push(next.Entry, next.Depth + 1);
            }
        }

        void Push(TreeEntry parent, int depth)
        {
            foreach (var entry in tree.ListOrThrow(parent).Reverse())
            {
                pending.Push((entry, depth));
            }
        }
    }
}
