using Slipway.Compose;
using Slipway.Imports.Compose.Support;

namespace Slipway.Imports.Compose.Conversion;

/// <summary>Reports every attribute of a project that is told wherever it stands, so that nothing is dropped in silence.</summary>
internal static class SupportWalk
{
    public static void Report(ConversionContext context) => Visit(context.Project.Tree, SupportCatalogue.Root, [], context.Report);

    private static void Visit(ComposeNode node, SupportNode at, List<string> place, ConversionReport report)
    {
        if (at.Row is { IsTold: true })
        {
            report.Tell([.. place]);
            return;
        }

        if (node is ComposeMapping mapping && at.HasAttributes)
        {
            foreach (var entry in mapping.Entries.Where(e => !IsEmpty(e.Value)))
            {
                place.Add(entry.Key);
                if (at.OfKey(entry.Key) is { } child)
                {
                    Visit(entry.Value, child, place, report);
                }
                else if (!entry.Key.StartsWith("x-", StringComparison.Ordinal))
                {
                    // Extensions have no effect by definition; anything else would be an attribute that the catalogue does not know.
                    report.Tell([.. place]);
                }

                place.RemoveAt(place.Count - 1);
            }
        }
        else if (node is ComposeSequence sequence && at.OfItems() is { } items)
        {
            for (var i = 0; i < sequence.Items.Length; i++)
            {
                place.Add(i.ToString(System.Globalization.CultureInfo.InvariantCulture));
                Visit(sequence.Items[i], items, place, report);
                place.RemoveAt(place.Count - 1);
            }
        }
    }

    // Normalisation adds empty objects that nobody wrote.
    private static bool IsEmpty(ComposeNode node) => node is ComposeMapping { Entries.IsEmpty: true } or ComposeSequence { Items.IsEmpty: true };
}
