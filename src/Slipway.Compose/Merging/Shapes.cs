using System.Collections.Immutable;

namespace Slipway.Compose;

/// <summary>Conversions between the forms in which an attribute may be written. What has an impossible kind stays as it is, for the schema to report.</summary>
internal static class Shapes
{
    /// <summary>A mapping or list as a list of <c>K=V</c>; a key without value stays bare.</summary>
    public static ComposeSequence? ToKeyValueList(ComposeNode node) => node switch
    {
        ComposeSequence sequence => sequence,
        ComposeMapping mapping => new ComposeSequence(
            [.. mapping.Entries.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => (ComposeNode)(e.Value switch
            {
                ComposeScalar { Kind: ScalarKind.Null } => ComposeScalar.Of(e.Key, e.KeySpan),
                ComposeScalar scalar => ComposeScalar.Of($"{e.Key}={ScalarText.Of(scalar)}", scalar.Span),
                var other => new ComposeMapping([e], other.Span),
            }))],
            mapping.Span),
        ComposeScalar { Kind: ScalarKind.Null } => new ComposeSequence([], node.Span),
        _ => null,
    };

    /// <summary>A single text as a list of one.</summary>
    public static ComposeSequence? ToList(ComposeNode node) => node switch
    {
        ComposeSequence sequence => sequence,
        ComposeScalar { Kind: ScalarKind.Null } => new ComposeSequence([], node.Span),
        _ => new ComposeSequence([node], node.Span),
    };

    /// <summary>Hosts with one or several addresses as a list of <c>host=address</c>.</summary>
    public static ComposeSequence? ToHostList(ComposeNode node)
    {
        switch (node)
        {
            case ComposeSequence sequence:
                return sequence;
            case ComposeMapping mapping:
                var items = ImmutableArray.CreateBuilder<ComposeNode>();
                foreach (var entry in mapping.Entries)
                {
                    var addresses = entry.Value is ComposeSequence several ? several.Items : [entry.Value];
                    items.AddRange(addresses.Select(a => a is ComposeScalar scalar ? ComposeScalar.Of($"{entry.Key}={ScalarText.Of(scalar)}", scalar.Span) : a));
                }

                return new ComposeSequence(items.DrainToImmutable(), mapping.Span);
            default:
                return null;
        }
    }

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
