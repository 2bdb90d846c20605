using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Slipway.Compose;

/// <summary>Keys with values, in the order in which they are written. Keys are unique.</summary>
public sealed class ComposeMapping : ComposeNode
{
    // Looking at each key is faster than an index for as many as a service usually has, as every pass makes new mappings.
    private const int ScanUpTo = 20;
    private Dictionary<string, int>? _index;

    /// <summary>Creates a mapping.</summary>
    /// <param name="entries">The entries; no key may occur twice.</param>
    /// <param name="span">Where it is written.</param>
    public ComposeMapping(ImmutableArray<ComposeEntry> entries, SourceSpan span)
        : base(span) => Entries = entries;

    /// <summary>Gets the entries, in order.</summary>
    public ImmutableArray<ComposeEntry> Entries { get; }

    /// <summary>Gets the value of a key, or null.</summary>
    /// <param name="key">The key.</param>
    public ComposeNode? this[string key] => IndexOf(key) is >= 0 and var i ? Entries[i].Value : null;

    /// <summary>Looks a key up.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">Its value.</param>
    /// <returns>Whether the key is there.</returns>
    public bool TryGet(string key, [NotNullWhen(true)] out ComposeNode? value)
    {
        value = this[key];
        return value is not null;
    }

    internal int IndexOf(string key)
    {
        if (Entries.Length <= ScanUpTo)
        {
            for (var i = 0; i < Entries.Length; i++)
            {
                if (Entries[i].Key == key)
                {
                    return i;
                }
            }

            return -1;
        }

        if (_index is null)
        {
            var index = new Dictionary<string, int>(Entries.Length, StringComparer.Ordinal);
            for (var i = 0; i < Entries.Length; i++)
            {
                index[Entries[i].Key] = i;
            }

            _index = index;
        }

        return _index.TryGetValue(key, out var found) ? found : -1;
    }

    internal SourceSpan KeySpanOf(string key) => IndexOf(key) is >= 0 and var i ? Entries[i].KeySpan : Span;

    internal override ComposeNode WithMark(NodeMark mark) => new ComposeMapping(Entries, Span) { Mark = mark };

    internal ComposeMapping With(ImmutableArray<ComposeEntry> entries) => new(entries, Span);

    /// <summary>Sets a key, keeping its position when it is there.</summary>
    internal ComposeMapping With(string key, ComposeNode value)
    {
        var i = IndexOf(key);
        return With(i < 0
            ? Entries.Add(new ComposeEntry(key, value.Span, value))
            : Entries.SetItem(i, Entries[i] with { Value = value }));
    }

    internal ComposeMapping Without(string key)
    {
        var i = IndexOf(key);
        return i < 0 ? this : With(Entries.RemoveAt(i));
    }
}
