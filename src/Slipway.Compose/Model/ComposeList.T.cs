using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Slipway.Compose;

/// <summary>A list that never changes and equals another with equal items, so that records that hold it compare by value.</summary>
/// <typeparam name="T">The items.</typeparam>
[CollectionBuilder(typeof(ComposeList), nameof(ComposeList.Create))]
public sealed class ComposeList<T> : IReadOnlyList<T>, IEquatable<ComposeList<T>>
{
    private readonly ImmutableArray<T> _items;

    internal ComposeList(ImmutableArray<T> items) => _items = items;

    /// <summary>Gets the empty list.</summary>
    internal static ComposeList<T> Empty { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _items.Length;

    /// <summary>Gets whether there is no item.</summary>
    public bool IsEmpty => _items.IsEmpty;

    /// <inheritdoc/>
    public T this[int index] => _items[index];

    /// <summary>Gets the items as an array.</summary>
    /// <returns>The items.</returns>
    public ImmutableArray<T> AsImmutableArray() => _items;

    /// <summary>Enumerates without allocation.</summary>
    /// <returns>The enumerator.</returns>
    public ImmutableArray<T>.Enumerator GetEnumerator() => _items.GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(ComposeList<T>? other) => other is not null && _items.AsSpan().SequenceEqual(other._items.AsSpan(), EqualityComparer<T>.Default);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ComposeList<T>);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var item in _items)
        {
            hash.Add(item);
        }

        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public override string ToString() => $"[{string.Join(", ", _items)}]";

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable)_items).GetEnumerator();
}
