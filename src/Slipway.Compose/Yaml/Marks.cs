using System.Collections.Immutable;

namespace Slipway.Compose;

/// <summary><c>!reset</c> and <c>!override</c>: both delete what stands at their path in what was loaded before; a reset node goes away itself.</summary>
internal static class Marks
{
    /// <summary>Removes reset nodes from a document and returns the paths to delete elsewhere.</summary>
    public static (ComposeNode Document, List<MarkedPath> Paths) Extract(ComposeNode document)
    {
        var collector = new Collector([], []);
        return (Visit(document, collector) ?? document, collector.Found);
    }

    /// <summary>Deletes paths from a tree; those that match nothing are ignored.</summary>
    public static ComposeMapping Delete(ComposeMapping tree, IEnumerable<MarkedPath> paths)
    {
        foreach (var path in paths.Where(p => !p.Keys.IsEmpty))
        {
            tree = DeleteOne(tree, path.Keys, 0);
        }

        return tree;
    }

    /// <summary>The paths below a prefix, without it.</summary>
    public static IEnumerable<MarkedPath> Below(IEnumerable<MarkedPath> paths, params string[] prefix) =>
        paths.Where(p => p.Keys.Length > prefix.Length && p.Keys.AsSpan()[..prefix.Length].SequenceEqual(prefix))
            .Select(p => new MarkedPath(p.Keys[prefix.Length..]));

    private static ComposeMapping DeleteOne(ComposeMapping tree, ImmutableArray<string> keys, int at)
    {
        if (!tree.TryGet(keys[at], out var child))
        {
            return tree;
        }

        return at == keys.Length - 1
            ? tree.Without(keys[at])
            : child is ComposeMapping mapping ? tree.With(keys[at], DeleteOne(mapping, keys, at + 1)) : tree;
    }

    private static ComposeNode? Visit(ComposeNode node, Collector collector)
    {
        if (node.Mark != NodeMark.None)
        {
            if (!collector.Keys.Contains(null))
            {
                collector.Found.Add(new MarkedPath([.. collector.Keys!]));
            }

            // What stands inside an override is taken as it is, tags included.
            if (node.Mark != NodeMark.Uncovered)
            {
                return node.Mark == NodeMark.Reset ? null : node;
            }
        }

        return node switch
        {
            ComposeMapping mapping => TreeRewriter.Map(mapping, collector, static (entry, c) => Below(entry.Value, entry.Key, c)),
            ComposeSequence sequence => TreeRewriter.Map(sequence, collector, static (item, _, c) => Below(item, null, c)),
            _ => node,
        };
    }

    private static ComposeNode? Below(ComposeNode node, string? key, Collector collector)
    {
        if (node is ComposeScalar && node.Mark == NodeMark.None)
        {
            return node;
        }

        collector.Keys.Add(key);
        var result = Visit(node, collector);
        collector.Keys.RemoveAt(collector.Keys.Count - 1);
        return result;
    }

    private sealed record Collector(List<string?> Keys, List<MarkedPath> Found);
}
