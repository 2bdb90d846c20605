using System.Collections.Immutable;

namespace Slipway.Compose;

/// <summary>Removes duplicates from the lists whose items have a key: a later item takes the place of the earlier one with the same key.</summary>
internal static class UniquePass
{
    public static ComposeNode Run(ComposeNode root, LoadContext context) => RuleWalk.Apply(UniqueRules.Table, root, context);

    /// <summary>Makes the rule of a list from the key of an item; the key is null, or says what is wrong.</summary>
    public static NodeRule By(Func<ComposeNode, UniqueKey> keyOf) => (node, path, context) =>
    {
        if (node is not ComposeSequence { Items.Length: > 0 } sequence)
        {
            return node;
        }

        var positions = new Dictionary<string, int>(sequence.Items.Length, StringComparer.Ordinal);
        ImmutableArray<ComposeNode>.Builder? kept = null;
        for (var i = 0; i < sequence.Items.Length; i++)
        {
            var item = sequence.Items[i];
            var key = keyOf(item);
            if (key.Problem is not null)
            {
                if (context.IsTemplate(item))
                {
                    return node;
                }

                // The schema, which comes later, names an attribute that is misspelt; the wrong item stays until then.
                path.Push(i);
                context.Error(key.Rule ?? Rules.ListItem, item, path, key.Problem);
                path.Pop();
                return node;
            }

            if (positions.TryGetValue(key.Text, out var first))
            {
                if (kept is null)
                {
                    kept = ImmutableArray.CreateBuilder<ComposeNode>(sequence.Items.Length);
                    kept.AddRange(sequence.Items, i);
                }

                kept[first] = item;
            }
            else
            {
                positions.Add(key.Text, kept?.Count ?? i);
                kept?.Add(item);
            }
        }

        return kept is null ? node : sequence.With(kept.DrainToImmutable());
    };
}
