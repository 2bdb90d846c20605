namespace Slipway.Compose;

/// <summary>What a rule of a table does to the node at its place. Null drops the node.</summary>
internal delegate ComposeNode? NodeRule(ComposeNode node, ModelPath path, LoadContext context);

/// <summary>Applies a table of rules to a tree, each rule before those below it.</summary>
internal static class RuleWalk
{
    public static ComposeNode Apply(PathTable<NodeRule> table, ComposeNode root, LoadContext context) =>
        Visit(root, new State(table.Root, new ModelPath(), context)) ?? root;

    private static ComposeNode? Visit(ComposeNode node, State state)
    {
        if (state.Rules.Rule is { } rule)
        {
            var changed = rule(node, state.Path, state.Context);
            if (changed is null)
            {
                return null;
            }

            node = changed;
        }

        return !state.Rules.HasChildren ? node : node switch
        {
            ComposeMapping mapping => TreeRewriter.Map(mapping, state, static (entry, s) =>
            {
                if (s.Rules.Key(entry.Key) is not { } below)
                {
                    return entry.Value;
                }

                s.Path.Push(entry.Key);
                var result = Visit(entry.Value, s with { Rules = below });
                s.Path.Pop();
                return result;
            }),
            ComposeSequence sequence when state.Rules.Item is { } below => TreeRewriter.Map(sequence, state with { Rules = below }, static (item, i, s) =>
            {
                s.Path.Push(i);
                var result = Visit(item, s);
                s.Path.Pop();
                return result;
            }),
            _ => node,
        };
    }

    private readonly record struct State(PathTableNode<NodeRule> Rules, ModelPath Path, LoadContext Context);
}
