using System.Collections.Immutable;

namespace Slipway.Compose;

/// <summary>Maps the children of a node; a node none of whose children changes is returned as it is. Null drops a child.</summary>
internal static class TreeRewriter
{
    public static ComposeMapping Map<TState>(ComposeMapping mapping, TState state, Func<ComposeEntry, TState, ComposeNode?> change)
    {
        ImmutableArray<ComposeEntry>.Builder? changed = null;
        var entries = mapping.Entries;
        for (var i = 0; i < entries.Length; i++)
        {
            var value = change(entries[i], state);
            if (changed is null && ReferenceEquals(value, entries[i].Value))
            {
                continue;
            }

            if (changed is null)
            {
                changed = ImmutableArray.CreateBuilder<ComposeEntry>(entries.Length);
                changed.AddRange(entries, i);
            }

            if (value is not null)
            {
                changed.Add(ReferenceEquals(value, entries[i].Value) ? entries[i] : entries[i] with { Value = value });
            }
        }

        return changed is null ? mapping : mapping.With(changed.DrainToImmutable());
    }

    public static ComposeSequence Map<TState>(ComposeSequence sequence, TState state, Func<ComposeNode, int, TState, ComposeNode?> change)
    {
        ImmutableArray<ComposeNode>.Builder? changed = null;
        var items = sequence.Items;
        for (var i = 0; i < items.Length; i++)
        {
            var value = change(items[i], i, state);
            if (changed is null && ReferenceEquals(value, items[i]))
            {
                continue;
            }

            if (changed is null)
            {
                changed = ImmutableArray.CreateBuilder<ComposeNode>(items.Length);
                changed.AddRange(items, i);
            }

            if (value is not null)
            {
                changed.Add(value);
            }
        }

        return changed is null ? sequence : sequence.With(changed.DrainToImmutable());
    }
}
