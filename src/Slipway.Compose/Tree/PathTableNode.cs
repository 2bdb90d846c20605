namespace Slipway.Compose;

/// <summary>One step of the patterns of a <see cref="PathTable{T}"/>.</summary>
internal sealed class PathTableNode<T>
    where T : class
{
    private Dictionary<string, PathTableNode<T>>? _named;
    private PathTableNode<T>? _anyKey;
    private PathTableNode<T>? _anyItem;

    public T? Rule { get; set; }

    public PathTableNode<T>? Item => _anyItem;

    public bool HasChildren => _named is not null || _anyKey is not null || _anyItem is not null;

    public PathTableNode<T>? Key(string key) =>
        _named is not null && _named.TryGetValue(key, out var found) ? found : _anyKey;

    public PathTableNode<T> GetOrAdd(string segment)
    {
        switch (segment)
        {
            case "*":
                return _anyKey ??= new();
            case "[]":
                return _anyItem ??= new();
            default:
                _named ??= new(StringComparer.Ordinal);
                if (!_named.TryGetValue(segment, out var node))
                {
                    _named.Add(segment, node = new());
                }

                return node;
        }
    }
}
