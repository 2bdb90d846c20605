namespace Slipway.Compose;

/// <summary>Lays one tree over another. Without a rule for the place: mappings merge key by key, lists append, scalars are replaced, null changes nothing.</summary>
internal sealed class Merger(LoadContext context)
{
    private readonly ModelPath _path = new();

    /// <summary>Merges whole documents.</summary>
    public static ComposeMapping Merge(ComposeMapping earlier, ComposeMapping later, LoadContext context) =>
        earlier.Entries.Length == 0 ? later
        : later.Entries.Length == 0 ? earlier
        : (ComposeMapping)new Merger(context).MergeAt(earlier, later, MergeRules.Table.Root);

    /// <summary>Merges one service onto another.</summary>
    public static ComposeNode MergeService(string name, ComposeNode earlier, ComposeNode later, LoadContext context) =>
        MergeAt(["services", name], earlier, later, context);

    /// <summary>Merges two nodes that stand at a path.</summary>
    public static ComposeNode MergeAt(ReadOnlySpan<string> at, ComposeNode earlier, ComposeNode later, LoadContext context)
    {
        var merger = new Merger(context);
        PathTableNode<MergeRule>? rules = MergeRules.Table.Root;
        foreach (var key in at)
        {
            merger._path.Push(key);
            rules = rules?.Key(key);
        }

        return merger.MergeAt(earlier, later, rules);
    }

    public ComposeNode MergeAt(ComposeNode earlier, ComposeNode later, PathTableNode<MergeRule>? rules)
    {
        if (rules?.Rule is { } rule)
        {
            return rule(earlier, later, this, rules);
        }

        return MergeDefault(earlier, later, rules);
    }

    public ComposeNode MergeDefault(ComposeNode earlier, ComposeNode later, PathTableNode<MergeRule>? rules)
    {
        if (later.IsNull)
        {
            return earlier;
        }

        return (earlier, later) switch
        {
            (ComposeMapping a, ComposeMapping b) => MergeMappings(a, b, rules),
            (ComposeSequence a, ComposeSequence b) => Append(a, b),
            (ComposeScalar, _) => later,
            _ => Conflict(earlier, later),
        };
    }

    public ComposeMapping MergeMappings(ComposeMapping earlier, ComposeMapping later, PathTableNode<MergeRule>? rules)
    {
        var entries = earlier.Entries.ToBuilder();
        foreach (var entry in later.Entries)
        {
            var i = earlier.IndexOf(entry.Key);
            if (i < 0)
            {
                entries.Add(entry);
                continue;
            }

            _path.Push(entry.Key);
            var merged = MergeAt(entries[i].Value, entry.Value, rules?.Key(entry.Key));
            _path.Pop();
            if (!ReferenceEquals(merged, entries[i].Value))
            {
                // The key's place follows the value, so that findings point into the file that won.
                entries[i] = ReferenceEquals(merged, entry.Value) ? entry : entries[i] with { Value = merged };
            }
        }

        return new ComposeMapping(entries.DrainToImmutable(), earlier.Span);
    }

    public static ComposeSequence Append(ComposeSequence earlier, ComposeSequence later) =>
        later.Items.Length == 0 ? earlier : earlier.Items.Length == 0 ? later : earlier.With(earlier.Items.AddRange(later.Items));

    /// <summary>Whether that many pairs may be compared; reports when not.</summary>
    public bool MayMerge(long pairs, ComposeNode later)
    {
        if (context.Report.CountNodes(pairs))
        {
            return true;
        }

        context.Error(Rules.TooManyNodes, later, _path, "so many pools cannot be merged with those of an earlier file; write fewer.");
        return false;
    }

    public ComposeNode Conflict(ComposeNode earlier, ComposeNode later)
    {
        context.Error(Rules.MergeConflict, later, _path, $"a {Kind(later)} cannot override the {Kind(earlier)} at {earlier.Span}; write a {Kind(earlier)}, or replace it with !override.");
        return earlier;
    }

    private static string Kind(ComposeNode node) => node switch
    {
        ComposeMapping => "mapping",
        ComposeSequence => "list",
        ComposeScalar { Kind: ScalarKind.Null } => "null",
        _ => "single value",
    };
}
