using System.Collections;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Slipway.Compose;

/// <summary>A mapping that never changes, sorted by key (ordinal), which equals another with equal entries.</summary>
/// <typeparam name="T">The values.</typeparam>
[SuppressMessage("Naming", "CA1710", Justification = "The name says which mapping it is; Dictionary would say that it can change.")]
public sealed class ComposeMap<T> : IReadOnlyDictionary<string, T>, IEquatable<ComposeMap<T>>
{
    private readonly ImmutableArray<KeyValuePair<string, T>> _entries;

    internal ComposeMap(ImmutableArray<KeyValuePair<string, T>> sorted) => _entries = sorted;

    /// <summary>Gets the empty mapping.</summary>
    internal static ComposeMap<T> Empty { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _entries.Length;

    /// <summary>Gets whether there is no entry.</summary>
    public bool IsEmpty => _entries.IsEmpty;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => _entries.Select(e => e.Key);

    /// <inheritdoc/>
    public IEnumerable<T> Values => _entries.Select(e => e.Value);

    /// <inheritdoc/>
    public T this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"There is no {key}.");

    /// <inheritdoc/>
    public bool ContainsKey(string key) => IndexOf(key) >= 0;

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out T value)
    {
        var i = IndexOf(key);
        value = i < 0 ? default : _entries[i].Value;
        return i >= 0;
    }

    /// <summary>Enumerates without allocation, in the order of the keys.</summary>
    /// <returns>The enumerator.</returns>
    public ImmutableArray<KeyValuePair<string, T>>.Enumerator GetEnumerator() => _entries.GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(ComposeMap<T>? other)
    {
        if (other is null || other._entries.Length != _entries.Length)
        {
            return false;
        }

        for (var i = 0; i < _entries.Length; i++)
        {
            if (_entries[i].Key != other._entries[i].Key || !EqualityComparer<T>.Default.Equals(_entries[i].Value, other._entries[i].Value))
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ComposeMap<T>);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var entry in _entries)
        {
            hash.Add(entry.Key, StringComparer.Ordinal);
            hash.Add(entry.Value);
        }

        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public override string ToString() => $"{{{string.Join(", ", _entries.Select(e => $"{e.Key}: {e.Value}"))}}}";

    IEnumerator<KeyValuePair<string, T>> IEnumerable<KeyValuePair<string, T>>.GetEnumerator() => ((IEnumerable<KeyValuePair<string, T>>)_entries).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable)_entries).GetEnumerator();

    private int IndexOf(string key)
    {
        var (low, high) = (0, _entries.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = string.CompareOrdinal(_entries[middle].Key, key);
            if (order == 0)
            {
                return middle;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return -1;
    }
}
