using System.Collections.Immutable;

namespace Slipway.Compose;

/// <summary>Collects the entries of one mapping: refuses keys that occur twice, and fills in merge keys behind the explicit ones.</summary>
internal sealed class MappingBuilder(YamlReader reader)
{
    private const int ScanUpTo = 10;
    private readonly ImmutableArray<ComposeEntry>.Builder _entries = ImmutableArray.CreateBuilder<ComposeEntry>();
    private HashSet<string>? _keys;
    private List<(ComposeNode Value, SourceSpan Span)>? _merged;

    public void Add(ComposeEntry entry)
    {
        if (Contains(entry.Key))
        {
            throw reader.Fail(Rules.DuplicateKey, entry.KeySpan, $"the key \"{entry.Key}\" is already in this mapping; keep one of them.");
        }

        Append(entry);
    }

    public void Merge(ComposeNode value, SourceSpan span)
    {
        if (_merged is not null)
        {
            throw reader.Fail(Rules.DuplicateKey, span, "the key \"<<\" is already in this mapping; write one with a list: << : [*a, *b].");
        }

        _merged = [(value, span)];
    }

    public ComposeMapping ToMapping(SourceSpan span)
    {
        foreach (var (value, at) in _merged ?? [])
        {
            switch (value)
            {
                case ComposeMapping mapping:
                    MergeOne(mapping);
                    break;
                case ComposeSequence sequence when sequence.Items.All(i => i is ComposeMapping):
                    foreach (var item in sequence.Items)
                    {
                        MergeOne((ComposeMapping)item);
                    }

                    break;
                default:
                    throw reader.Fail(Rules.MergeValue, at, "the merge key << takes a mapping, an alias to one, or a list of them.");
            }
        }

        return new ComposeMapping(_entries.DrainToImmutable(), span);
    }

    /// <summary>Explicit keys win wherever they stand, and in a list the earlier mapping wins.</summary>
    private void MergeOne(ComposeMapping mapping)
    {
        foreach (var entry in mapping.Entries)
        {
            if (!Contains(entry.Key))
            {
                Append(entry);
            }
        }
    }

    private void Append(ComposeEntry entry)
    {
        _entries.Add(entry);
        _keys?.Add(entry.Key);
    }

    private bool Contains(string key)
    {
        if (_keys is not null)
        {
            return _keys.Contains(key);
        }

        if (_entries.Count > ScanUpTo)
        {
            _keys = new HashSet<string>(_entries.Select(e => e.Key), StringComparer.Ordinal);
            return _keys.Contains(key);
        }

        for (var i = 0; i < _entries.Count; i++)
        {
            if (_entries[i].Key == key)
            {
                return true;
            }
        }

        return false;
    }
}
