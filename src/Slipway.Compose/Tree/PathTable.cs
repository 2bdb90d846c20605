namespace Slipway.Compose;

/// <summary>
/// Rules for the places of a tree that match a pattern such as <c>services.*.ports.[]</c>; <c>*</c> is any key, <c>[]</c> any list item. Built
/// once as a trie, and walked beside the tree, so that subtrees without rules cost nothing.
/// </summary>
internal sealed class PathTable<T>
    where T : class
{
    public PathTable(params ReadOnlySpan<(string Patterns, T Rule)> rows)
    {
        foreach (var (patterns, rule) in rows)
        {
            Add(patterns, rule);
        }
    }

    public PathTableNode<T> Root { get; } = new();

    /// <summary>Gets the patterns, for the test that proves that no two of them match the same path.</summary>
    public List<string> Patterns { get; } = [];

    /// <summary>Several patterns share a prefix when written as <c>services.*.{a b c}</c>.</summary>
    private void Add(string patterns, T rule)
    {
        var open = patterns.IndexOf('{', StringComparison.Ordinal);
        if (open < 0)
        {
            AddOne(patterns, rule);
            return;
        }

        var close = patterns.IndexOf('}', open);
        foreach (var name in patterns[(open + 1)..close].Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            Add(patterns[..open] + name + patterns[(close + 1)..], rule);
        }
    }

    private void AddOne(string pattern, T rule)
    {
        Patterns.Add(pattern);
        var node = Root;
        foreach (var segment in pattern.Split('.'))
        {
            node = node.GetOrAdd(segment);
        }

        node.Rule = rule;
    }
}
