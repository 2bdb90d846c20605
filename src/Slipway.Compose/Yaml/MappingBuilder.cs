using System.Collections.Immutable;

namespace Slipway.Compose;

/// <summary>Collects the entries of one mapping: refuses keys that occur twice, and fills in merge keys behind the explicit ones.</summary>
internal sealed class MappingBuilder(YamlReader reader)
{
    private const int ScanUpTo = 10;
    private readonly ImmutableArray<ComposeEntry>.Builder _entries = ImmutableArray.CreateBuilder<ComposeEntry>();
    private Dictionary<string, int>? _index;
    private List<(ComposeNode Value, SourceSpan Span)>? _merged;

    /// <summary>Gets whether the mapping holds all that its text says. Of a key that occurs twice it holds the first value, which is enough to go on with.</summary>
    public bool IsComplete { get; private set; } = true;

    public void Add(ComposeEntry entry)
    {
        if (IndexOf(entry.Key) >= 0)
        {
            if (!reader.IsFull)
            {
                var first = _entries.First(e => e.Key == entry.Key).KeySpan.Line;
                reader.Report(Rules.DuplicateKey, entry.KeySpan, $"the key \"{entry.Key}\" is already in this mapping, at line {first}; keep one of them.");
            }

            return;
        }

        Append(entry);
    }

    public void Merge(ComposeNode value, SourceSpan span)
    {
        if (_merged is not null)
        {
            reader.Report(Rules.DuplicateKey, span, "the key \"<<\" is already in this mapping; write one with a list: << : [*a, *b].");
        }

        (_merged ??= []).Add((value, span));
    }

    public ComposeMapping ToMapping(SourceSpan span)
    {
        foreach (var (value, at) in _merged ?? [])
        {
            switch (value)
            {
                case ComposeMapping mapping:
                    MergeOne(mapping, span, at);
                    break;
                case ComposeSequence sequence when sequence.Items.All(i => i is ComposeMapping):
                    foreach (var item in sequence.Items)
                    {
                        MergeOne((ComposeMapping)item, span, at);
                    }

                    break;
                case var _ when reader.IsReported(value) || (value is ComposeSequence list && list.Items.Any(reader.IsReported)):
                    IsComplete = false;
                    break;
                default:
                    reader.Report(Rules.MergeValue, at, "the merge key << takes a mapping, an alias to one, or a list of them; write it so.");
                    IsComplete = false;
                    break;
            }
        }

        return new ComposeMapping(_entries.DrainToImmutable(), span);
    }

    /// <summary>
    /// Explicit keys win wherever they stand, and in a list the earlier mapping wins. A key that is reset is no longer there when the merge happens, so
    /// the merged value shows; that the key is reset still counts for what was loaded before.
    /// </summary>
    private void MergeOne(ComposeMapping mapping, SourceSpan into, SourceSpan via)
    {
        foreach (var entry in mapping.Entries)
        {
            var i = IndexOf(entry.Key);
            var isTaken = true;
            if (i < 0)
            {
                Append(entry);
            }
            else if (_entries[i].Value.Mark == NodeMark.Reset && entry.Value.Mark == NodeMark.None)
            {
                _entries[i] = entry with { Value = entry.Value.WithMark(NodeMark.Uncovered) };
            }
            else
            {
                isTaken = false;
            }

            reader.Log?.Merged(into, entry.Key, entry.Value, via, isTaken);
        }
    }

    private void Append(ComposeEntry entry)
    {
        _index?.Add(entry.Key, _entries.Count);
        _entries.Add(entry);
    }

    private int IndexOf(string key)
    {
        if (_index is null && _entries.Count > ScanUpTo)
        {
            _index = new Dictionary<string, int>(_entries.Count * 2, StringComparer.Ordinal);
            for (var i = 0; i < _entries.Count; i++)
            {
                _index.Add(_entries[i].Key, i);
            }
        }

        if (_index is not null)
        {
            return _index.TryGetValue(key, out var found) ? found : -1;
        }

        for (var i = 0; i < _entries.Count; i++)
        {
            if (_entries[i].Key == key)
            {
                return i;
            }
        }

        return -1;
    }
}
