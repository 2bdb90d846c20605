using System.Collections.Immutable;

namespace Slipway.Compose;

/// <summary>Conversions between the forms in which an attribute may be written. What has an impossible kind stays as it is, for the schema to report.</summary>
internal static class Shapes
{
    /// <summary>
    /// Any form as a list: a mapping as <c>K=V</c>, sorted, with one item for each value of a list and a bare key for none; a text as one item. What is
    /// neither says nothing.
    /// </summary>
    public static ComposeSequence ToList(ComposeNode node) => node switch
    {
        ComposeSequence sequence => sequence,
        ComposeMapping mapping => new ComposeSequence([.. mapping.Entries.SelectMany(KeyValues).OrderBy(i => i.Text, StringComparer.Ordinal)], mapping.Span),
        ComposeScalar { Kind: ScalarKind.Text } => new ComposeSequence([node], node.Span),
        _ => new ComposeSequence([], node.Span),
    };

    private static IEnumerable<ComposeScalar> KeyValues(ComposeEntry entry) => entry.Value switch
    {
        ComposeScalar { Kind: ScalarKind.Null } => [ComposeScalar.Of(entry.Key, entry.KeySpan)],
        ComposeSequence several => several.Items.Select(value => ComposeScalar.Of($"{entry.Key}={ScalarText.OfAny(value)}", value.Span)),
        var value => [ComposeScalar.Of($"{entry.Key}={ScalarText.OfAny(value)}", value.Span)],
    };

    /// <summary>A list of names as a mapping from name to nothing.</summary>
    public static ComposeNode NamesToMapping(ComposeNode node) =>
        node is ComposeSequence sequence ? FromNames(sequence, ComposeScalar.Null) : node;

    /// <summary>A list of services to wait for as a mapping with the default condition.</summary>
    public static ComposeNode DependenciesToMapping(ComposeNode node) =>
        node is ComposeSequence sequence ? FromNames(sequence, Dependency) : node;

    public static ComposeNode BuildToMapping(ComposeNode node) =>
        node is ComposeScalar { Kind: ScalarKind.Text } ? new ComposeMapping([new ComposeEntry("context", node.Span, node)], node.Span) : node;

    public static ComposeNode Dependency(SourceSpan span) => new ComposeMapping(
        [
            new ComposeEntry("condition", span, ComposeScalar.Of("service_started", span)),
            new ComposeEntry("required", span, ComposeScalar.Of(true, span)),
        ],
        span);

    private static ComposeNode FromNames(ComposeSequence sequence, Func<SourceSpan, ComposeNode> value)
    {
        var entries = ImmutableArray.CreateBuilder<ComposeEntry>(sequence.Items.Length);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in sequence.Items)
        {
            if (item is not ComposeScalar { Kind: ScalarKind.Text } name)
            {
                return sequence;
            }

            if (seen.Add(name.Text))
            {
                entries.Add(new ComposeEntry(name.Text, name.Span, value(name.Span)));
            }
        }

        return new ComposeMapping(entries.DrainToImmutable(), sequence.Span);
    }
}
