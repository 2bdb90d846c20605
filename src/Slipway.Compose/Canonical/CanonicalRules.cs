using System.Collections.Immutable;
using static Slipway.Compose.CanonicalPass;

namespace Slipway.Compose;

/// <summary>The attributes with a short form, and what it stands for.</summary>
internal static class CanonicalRules
{
    public static PathTable<NodeRule> Table { get; } = new(
        ("services.*.build", (node, path, context) => Expect<ComposeMapping>(Shapes.BuildToMapping(node), "a path or a mapping", path, context)),
        ("services.*.build.additional_contexts", AdditionalContexts),
        ("services.*.build.ssh", Ssh),
        ("services.*.build.{provenance sbom}", (node, _, _) => node is ComposeScalar { Kind: ScalarKind.Text } ? node : ComposeScalar.Of(ScalarText.OfAny(node), node.Span)),
        ("services.*.build.secrets.[]", FileReference),
        ("services.*.{secrets configs}.[]", FileReference),
        ("services.*.depends_on", (node, path, context) => Expect<ComposeMapping>(Shapes.DependenciesToMapping(node), "a list or mapping of services", path, context)),
        ("services.*.depends_on.*", Dependency),
        ("services.*.devices.[]", Device),
        ("services.*.dns", (node, path, context) => OneItem(node, path, context) is ComposeSequence list ? TreeRewriter.Map(list, 0, static (item, _, _) => item is ComposeScalar { Text: "" } ? null : item) : node),
        ("services.*.label_file", OneItem),
        ("services.*.develop.watch.[].{ignore include}", OneItem),
        ("services.*.env_file", EnvFiles),
        ("services.*.gpus", Gpus),
        ("services.*.ulimits.*", Limit),
        ("services.*.build.ulimits.*", Limit),
        ("services.*.{networks models}", (node, _, _) => Shapes.NamesToMapping(node)),
        ("services.*.ports", PortRules.Canonical),
        ("services.*.volumes.[]", VolumeRules.Canonical),
        ("{networks volumes secrets configs}.*", External));

    /// <summary>The schema says the same, and better, but not of a file that is only extended.</summary>
    private static ComposeNode Expect<T>(ComposeNode node, string wanted, ModelPath path, LoadContext context)
        where T : ComposeNode
    {
        if (node is not T)
        {
            context.Error(Rules.WrongKind, node, path, $"this must be {wanted}.");
        }

        return node;
    }

    private static ComposeNode Limit(ComposeNode node, ModelPath path, LoadContext context) =>
        node is ComposeScalar { Kind: not ScalarKind.Whole } or ComposeSequence ? Expect<ComposeMapping>(node, "a whole number, or a mapping with soft and hard", path, context) : node;

    private static ComposeNode OneItem(ComposeNode node, ModelPath path, LoadContext context) =>
        node is ComposeScalar { Kind: not ScalarKind.Null } ? new ComposeSequence([node], node.Span) : node;

    private static ComposeNode FileReference(ComposeNode node, ModelPath path, LoadContext context) =>
        node is ComposeScalar { Kind: ScalarKind.Text } ? Mapping(node.Span, Entry("source", node)) : Expect<ComposeMapping>(node, "a name or a mapping", path, context);

    private static ComposeNode Dependency(ComposeNode node, ModelPath path, LoadContext context) =>
        node is ComposeMapping mapping && mapping["required"] is null ? mapping.With("required", ComposeScalar.Of(true, node.Span)) : node;

    private static ComposeNode AdditionalContexts(ComposeNode node, ModelPath path, LoadContext context)
    {
        if (node is not ComposeSequence sequence)
        {
            return Expect<ComposeMapping>(node, "a list of NAME=CONTEXT, or a mapping", path, context);
        }

        var entries = ImmutableArray.CreateBuilder<ComposeEntry>();
        for (var i = 0; i < sequence.Items.Length; i++)
        {
            var text = sequence.Items[i] is ComposeScalar scalar ? scalar.Text : "";
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0 && context.IsTemplate(sequence.Items[i]))
            {
                return node;
            }

            if (equals < 0)
            {
                path.Push(i);
                context.Error(Rules.BuildContext, sequence.Items[i], path, $"\"{text}\" has no value; write NAME=CONTEXT.");
                path.Pop();
                continue;
            }

            entries.Add(Entry(text[..equals], text[(equals + 1)..], sequence.Items[i].Span));
        }

        return new ComposeMapping(Distinct(entries), node.Span);
    }

    private static ComposeNode Ssh(ComposeNode node, ModelPath path, LoadContext context)
    {
        if (node is ComposeScalar { Kind: ScalarKind.Text } one)
        {
            node = new ComposeSequence([one], one.Span);
        }

        if (node is not ComposeSequence sequence)
        {
            return node;
        }

        var entries = ImmutableArray.CreateBuilder<ComposeEntry>();
        foreach (var item in sequence.Items.OfType<ComposeScalar>())
        {
            var equals = item.Text.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0 && item.Text != "default")
            {
                context.Error(Rules.Ssh, item, path, $"\"{item.Text}\" has no path; write ID=PATH. Only the id default stands alone.");
                continue;
            }

            entries.Add(equals < 0
                ? new ComposeEntry(item.Text, item.Span, ComposeScalar.Null(item.Span))
                : Entry(item.Text[..equals], item.Text[(equals + 1)..], item.Span));
        }

        return new ComposeMapping(Distinct(entries), node.Span);
    }

    private static ComposeNode Device(ComposeNode node, ModelPath path, LoadContext context)
    {
        if (node is not ComposeScalar { Kind: ScalarKind.Text } text)
        {
            return Expect<ComposeMapping>(node, "a path or a mapping", path, context);
        }

        var parts = text.Text.Split(':');
        if (parts.Length > 3 && context.IsTemplate(node))
        {
            return node;
        }

        if (parts.Length > 3)
        {
            context.Error(Rules.Device, node, path, $"\"{text.Text}\" has too many colons; write SOURCE[:TARGET[:PERMISSIONS]].");
            return node;
        }

        return Mapping(
            node.Span,
            Entry("source", parts[0], node.Span),
            Entry("target", parts.Length > 1 && parts[1].Length > 0 ? parts[1] : parts[0], node.Span),
            Entry("permissions", parts.Length > 2 ? parts[2] : "rwm", node.Span));
    }

    private static ComposeNode EnvFiles(ComposeNode node, ModelPath path, LoadContext context)
    {
        if (node is not (ComposeSequence or ComposeScalar { Kind: ScalarKind.Text }))
        {
            return Expect<ComposeSequence>(node, "a path, or a list of env files", path, context);
        }

        var list = Shapes.ToList(node);
        return list.With([.. list.Items.Select(item => item switch
        {
            ComposeScalar scalar => Mapping(item.Span, Entry("path", scalar.Text, item.Span), Entry("required", true, item.Span)),
            ComposeMapping mapping when mapping["required"] is null => mapping.With("required", ComposeScalar.Of(true, item.Span)),
            _ => item,
        })]);
    }

    private static ComposeNode Gpus(ComposeNode node, ModelPath path, LoadContext context) =>
        node is ComposeScalar { Kind: ScalarKind.Text } text
            ? new ComposeSequence([Mapping(text.Span, Entry("count", "all", text.Span))], text.Span)
            : Expect<ComposeSequence>(node, "all, or a list", path, context);

    /// <summary>The deprecated <c>external: {name: N}</c> of top-level elements.</summary>
    private static ComposeNode External(ComposeNode node, ModelPath path, LoadContext context)
    {
        if (node is not ComposeMapping mapping || mapping["external"] is not ComposeMapping external)
        {
            return node;
        }

        var name = external["name"] as ComposeScalar;
        if (name is not null)
        {
            context.Report.Add(Rules.ExternalName, name.Span, path.ToString(), "external.name is deprecated; write external: true and name: beside it.");
            if (mapping["name"] is ComposeScalar other && other.Text != name.Text)
            {
                context.Error(Rules.ExternalConflict, other, path, $"the names \"{other.Text}\" and \"{name.Text}\" (under external) differ; keep name and write external: true.");
                return node;
            }

            mapping = mapping.With("name", name);
        }

        return mapping.With("external", ComposeScalar.Of(true, external.Span));
    }

    private static ImmutableArray<ComposeEntry> Distinct(ImmutableArray<ComposeEntry>.Builder entries) =>
        [.. entries.GroupBy(e => e.Key, StringComparer.Ordinal).Select(g => g.Last())];
}
