using System.Collections.Immutable;

namespace Slipway.Compose;

/// <summary>Attributes that may be a list of <c>K=V</c> or a mapping.</summary>
internal static class MapRules
{
    public static ComposeNode? Variables(ComposeNode node, ModelPath path, LoadContext context)
    {
        if (node is ComposeSequence sequence)
        {
            for (var i = 0; i < sequence.Items.Length; i++)
            {
                if (sequence.Items[i] is ComposeScalar item && Name(item.Text) is { Length: > 0 } name && char.IsWhiteSpace(name[^1]))
                {
                    path.Push(i);
                    context.Error(Rules.VariableName, item, path, $"the name \"{name}\" ends in a blank; write NAME=value without blanks around the equals sign.");
                    path.Pop();
                }
            }
        }

        return ToMapping(node, bare: ComposeScalar.Null, ScalarOrNull);
    }

    public static ComposeNode? Labels(ComposeNode node, ModelPath path, LoadContext context) =>
        ToMapping(node, bare: span => ComposeScalar.Of("", span), value => value is ComposeScalar scalar ? AsText(scalar) : value);

    /// <summary>A sorted list of <c>host=address</c>.</summary>
    public static ComposeNode? ExtraHosts(ComposeNode node, ModelPath path, LoadContext context)
    {
        var hosts = new List<ComposeScalar>();
        switch (node)
        {
            case ComposeSequence { Items.IsEmpty: true } or ComposeMapping { Entries.IsEmpty: true }:
                // A host without any address is printed as an empty list, no host is not printed.
                return null;
            case ComposeSequence sequence:
                foreach (var item in sequence.Items.OfType<ComposeScalar>())
                {
                    var at = item.Text.IndexOf('=', StringComparison.Ordinal);
                    at = at < 0 ? item.Text.IndexOf(':', StringComparison.Ordinal) : at;
                    if (at < 0)
                    {
                        context.Error(Rules.ExtraHost, item, path, $"\"{item.Text}\" has no address; write host=address.");
                        continue;
                    }

                    if (!context.Report.CountNodes(item.Text.AsSpan().Count(',')))
                    {
                        context.Error(Rules.TooManyNodes, item, path, $"with these addresses, the project has more than {context.Limits.MaxTotalNodes} nodes; write fewer.");
                        continue;
                    }

                    Add(item.Text[..at], item.Text[(at + 1)..].Split(','), item);
                }

                break;
            case ComposeMapping mapping:
                foreach (var entry in mapping.Entries)
                {
                    var addresses = entry.Value is ComposeSequence several ? several.Items : [entry.Value];
                    Add(entry.Key, addresses.Select(a => a is ComposeScalar scalar ? ScalarText.Of(scalar) : ScalarText.OfAny(a)), entry.Value);
                }

                break;
            default:
                return node;
        }

        return new ComposeSequence([.. hosts.OrderBy(h => h.Text, StringComparer.Ordinal)], node.Span);

        void Add(string host, IEnumerable<string> addresses, ComposeNode at)
        {
            if (host.Length == 0 || host.AsSpan().ContainsAny(':', '='))
            {
                context.Error(Rules.ExtraHost, at, path, $"\"{host}\" is not a host name; write host=address.");
                return;
            }

            hosts.AddRange(addresses.Select(a => ComposeScalar.Of($"{host}={Unbracket(a)}", at.Span)));
        }
    }

    public static ComposeNode? StorageOptions(ComposeNode node, ModelPath path, LoadContext context) => node is not ComposeMapping mapping
        ? node
        : TreeRewriter.Map(mapping, (path, context), static (entry, s) =>
        {
            if (entry.Value is ComposeScalar { Kind: ScalarKind.Text or ScalarKind.Whole or ScalarKind.Null } scalar)
            {
                return AsText(scalar);
            }

            s.path.Push(entry.Key);
            s.context.Error(Rules.StorageOption, entry.Value, s.path, "a storage option takes text or a whole number; put the value in quotes.");
            s.path.Pop();
            return null;
        });

    public static ComposeNode? ProviderOptions(ComposeNode node, ModelPath path, LoadContext context) => node is not ComposeMapping mapping
        ? node
        : TreeRewriter.Map(mapping, 0, static (entry, _) => entry.Value switch
        {
            ComposeScalar scalar => new ComposeSequence([AsText(scalar)], scalar.Span),
            ComposeSequence sequence => sequence.With([.. sequence.Items.Select(i => (ComposeNode)ComposeScalar.Of(ScalarText.OfAny(i), i.Span))]),
            var other => new ComposeSequence([ComposeScalar.Of(ScalarText.OfAny(other), other.Span)], other.Span),
        });

    /// <summary>A list of ids, with their path behind an equals sign.</summary>
    public static ComposeNode? Ssh(ComposeNode node, ModelPath path, LoadContext context) => node is not ComposeMapping mapping
        ? node
        : new ComposeSequence(
            [.. mapping.Entries.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => (ComposeNode)ComposeScalar.Of(
                e.Value is ComposeScalar { Text.Length: > 0 } value ? $"{e.Key}={value.Text}" : e.Key, e.KeySpan))],
            node.Span);

    private static ComposeNode ToMapping(ComposeNode node, Func<SourceSpan, ComposeNode> bare, Func<ComposeNode, ComposeNode> value)
    {
        if (node is ComposeMapping mapping)
        {
            return TreeRewriter.Map(mapping, value, static (entry, change) => change(entry.Value));
        }

        if (node is not ComposeSequence sequence)
        {
            return node;
        }

        var entries = ImmutableArray.CreateBuilder<ComposeEntry>(sequence.Items.Length);
        var positions = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var item in sequence.Items)
        {
            if (item is not ComposeScalar scalar)
            {
                continue;
            }

            var text = scalar.Text;
            var name = Name(text);
            var entry = new ComposeEntry(name, item.Span, name.Length == text.Length ? bare(item.Span) : ComposeScalar.Of(text[(name.Length + 1)..], item.Span));
            if (positions.TryAdd(name, entries.Count))
            {
                entries.Add(entry);
            }
            else
            {
                entries[positions[name]] = entry;
            }
        }

        return new ComposeMapping(entries.DrainToImmutable(), node.Span);
    }

    private static ComposeNode ScalarOrNull(ComposeNode value) =>
        value is ComposeScalar { Kind: not ScalarKind.Null } scalar ? AsText(scalar) : value;

    private static ComposeScalar AsText(ComposeScalar scalar) =>
        scalar.Kind == ScalarKind.Text ? scalar : ComposeScalar.Of(ScalarText.Of(scalar), scalar.Span);

    private static string Name(string text) => text.IndexOf('=', StringComparison.Ordinal) is >= 0 and var at ? text[..at] : text;

    private static string Unbracket(string address) =>
        address.Length > 2 && address[0] == '[' && address[^1] == ']' ? address[1..^1] : address;
}
