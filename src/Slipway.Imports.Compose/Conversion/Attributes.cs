using System.Collections.Immutable;
using Slipway.Compose;

namespace Slipway.Imports.Compose.Conversion;

/// <summary>Finds what is set but not honoured, so that nothing is dropped in silence.</summary>
internal static class Attributes
{
    /// <summary>Warns about every attribute at a path that is not in a list. Extensions (<c>x-</c>) have no effect by definition.</summary>
    public static void WarnAboutOthers(ConversionContext context, ImmutableHashSet<string> honoured, params ReadOnlySpan<string> path)
    {
        ComposeNode? node = context.Project.Tree;
        foreach (var segment in path)
        {
            node = (node as ComposeMapping)?[segment];
        }

        foreach (var entry in node is ComposeMapping mapping ? mapping.Entries : [])
        {
            if (!honoured.Contains(entry.Key) && !entry.Key.StartsWith("x-", StringComparison.Ordinal) && !IsEmpty(entry.Value))
            {
                context.Report.NotYet([.. path, entry.Key]);
            }
        }
    }

    public static ImmutableSortedDictionary<string, string> ToSorted(this ComposeMap<string> map) =>
        map.ToImmutableSortedDictionary(e => e.Key, e => e.Value, StringComparer.Ordinal);

    // Normalisation adds empty objects that nobody wrote.
    private static bool IsEmpty(ComposeNode node) => node is ComposeMapping { Entries.IsEmpty: true } or ComposeSequence { Items.IsEmpty: true };
}
