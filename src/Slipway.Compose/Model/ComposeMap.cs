namespace Slipway.Compose;

/// <summary>Makes mappings.</summary>
public static class ComposeMap
{
    /// <summary>Makes a mapping. Of several entries with one key the last counts.</summary>
    /// <typeparam name="T">The values.</typeparam>
    /// <param name="entries">The entries, in any order.</param>
    /// <returns>The mapping.</returns>
    public static ComposeMap<T> Create<T>(params IEnumerable<KeyValuePair<string, T>> entries)
    {
        var sorted = new SortedDictionary<string, T>(StringComparer.Ordinal);
        foreach (var (key, value) in entries)
        {
            sorted[key] = value;
        }

        return sorted.Count == 0 ? ComposeMap<T>.Empty : new ComposeMap<T>([.. sorted]);
    }
}
