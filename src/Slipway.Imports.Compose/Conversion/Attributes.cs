using System.Collections.Immutable;
using Slipway.Compose;

namespace Slipway.Imports.Compose.Conversion;

/// <summary>Maps of the project as configurations have them.</summary>
internal static class Attributes
{
    public static ImmutableSortedDictionary<string, string> ToSorted(this ComposeMap<string> map) =>
        map.ToImmutableSortedDictionary(e => e.Key, e => e.Value, StringComparer.Ordinal);

    /// <summary>The same map; null where it is empty.</summary>
    public static ImmutableSortedDictionary<string, string>? ToSortedOrNull(this ComposeMap<string> map) => map.Count == 0 ? null : map.ToSorted();
}
