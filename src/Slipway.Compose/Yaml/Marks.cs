namespace Slipway.Compose;

/// <summary><c>!reset</c> and <c>!override</c>: both delete what stands at their path in what was loaded before; a reset node goes away itself.</summary>
internal static class Marks
{
    /// <summary>Elements and their attributes: findings speak of those.</summary>
    private const int DeepestNamed = 3;

    /// <summary>Removes reset nodes from a document and returns the places to delete elsewhere.</summary>
    public static (ComposeNode Document, MarkTree Places) Extract(ComposeNode document, LoadReport report)
    {
        var collector = new Collector([], new MarkTree(), report);
        return (Visit(document, collector) ?? document, collector.Found);
    }

    private static ComposeNode? Visit(ComposeNode node, Collector collector)
    {
        if (node.Mark != NodeMark.None)
        {
            if (!collector.Keys.Contains(null))
            {
                collector.Found.Add(collector.Keys);
                if (node.Mark == NodeMark.Reset && collector.Keys.Count <= DeepestNamed)
                {
                    collector.Report.NoteRemoval(string.Join('.', collector.Keys), node.Span);
                }
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

    private sealed record Collector(List<string?> Keys, MarkTree Found, LoadReport Report);
}
