namespace Slipway.Compose;

/// <summary>
/// The places of nodes that are tagged <c>!reset</c> or <c>!override</c>, as a tree of keys, so that any number of them is deleted in one walk. List
/// positions never match anything, so places inside of lists are not kept.
/// </summary>
internal sealed class MarkTree
{
    private Dictionary<string, MarkTree>? _below;
    private bool _deletes;

    public static MarkTree Empty { get; } = new();

    /// <summary>Adds a place. The root is no place that could be deleted.</summary>
    public void Add(IReadOnlyList<string?> keys)
    {
        var node = this;
        foreach (var key in keys)
        {
            node._below ??= new(StringComparer.Ordinal);
            if (!node._below.TryGetValue(key!, out var next))
            {
                node._below.Add(key!, next = new MarkTree());
            }

            node = next;
        }

        node._deletes = !ReferenceEquals(node, this);
    }

    /// <summary>Adds all places of another tree.</summary>
    public void Add(MarkTree other)
    {
        _deletes |= other._deletes;
        foreach (var (key, below) in other._below ?? [])
        {
            _below ??= new(StringComparer.Ordinal);
            if (!_below.TryGetValue(key, out var own))
            {
                _below.Add(key, own = new MarkTree());
            }

            own.Add(below);
        }
    }

    /// <summary>The places below a key, without it.</summary>
    public MarkTree Below(string key) => _below is not null && _below.TryGetValue(key, out var below) ? below : Empty;

    /// <summary>Deletes what stands at the places; those that match nothing are ignored.</summary>
    public ComposeMapping Delete(ComposeMapping tree) => _below is null ? tree : TreeRewriter.Map(tree, _below, static (entry, below) =>
        !below.TryGetValue(entry.Key, out var mark) ? entry.Value
        : mark._deletes ? null
        : entry.Value is ComposeMapping mapping ? mark.Delete(mapping)
        : entry.Value);
}
