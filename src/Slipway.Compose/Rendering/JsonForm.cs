using System.Collections.Immutable;

namespace Slipway.Compose;

/// <summary>Where the JSON of the reference differs from its YAML: no models section, no extensions but those of the project, and capital keys in block I/O entries.</summary>
internal static class JsonForm
{
    private static readonly PathTable<NodeRule> Table = new(
        ("models", static (_, _, _) => null),
        ("services.*.volumes.[].bind.create_host_path", static (node, _, _) => node is ComposeScalar { IsTrue: true } ? node : null),
        ("services.*.blkio_config.{device_read_bps device_read_iops device_write_bps device_write_iops weight_device}.[]", static (node, path, _) => Capitals(node, path.Key(3))),
        ("services.*.{annotations environment labels sysctls}", Extensions),
        ("services.*.build.{additional_contexts args labels}", Extensions),
        ("services.*.deploy.labels", Extensions),
        ("services.*.deploy.resources.reservations.devices.[].options", Extensions),
        ("services.*.develop.watch.[].exec.environment", Extensions),
        ("services.*.gpus.[].options", Extensions),
        ("services.*.logging.options", Extensions),
        ("services.*.networks.*.driver_opts", Extensions),
        ("services.*.{post_start pre_start pre_stop}.[].environment", Extensions),
        ("services.*.volumes.[].volume.labels", Extensions),
        ("services.*.{models ulimits}", ObjectExtensions),
        ("services.*.build.ulimits", ObjectExtensions),
        ("networks.*.ipam.config.[].aux_addresses", Extensions),
        ("{networks volumes configs secrets}.*.{labels driver_opts}", Extensions));

    public static ComposeNode Of(ComposeMapping tree) => RuleWalk.Apply(Table, WithoutExtensions(tree, ProjectShapes.Project, isProject: true), null!);

    /// <summary>An ssh key with a path has no JSON form.</summary>
    public static ImmutableArray<Diagnostic> Problems(ComposeMapping tree)
    {
        var found = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (var entry in (tree["services"] as ComposeMapping)?.Entries ?? [])
        {
            if (entry.Value is ComposeMapping service && service["build"] is ComposeMapping build && build["ssh"] is ComposeSequence keys)
            {
                found.AddRange(keys.Items.OfType<ComposeScalar>().Where(key => key.Text.Contains('=', StringComparison.Ordinal)).Select(key => new Diagnostic(
                    Rules.Ssh.Code, Rules.Ssh.Severity, key.Span, $"services.{entry.Key}.build.ssh", $"JSON has no form for an ssh key with a path, \"{key.Text}\"; print YAML.")));
            }
        }

        return found.DrainToImmutable();
    }

    private static ComposeNode WithoutExtensions(ComposeNode node, Shape shape, bool isProject = false) => node switch
    {
        ComposeMapping mapping when shape.Attributes is not null || shape.Other is not null => TreeRewriter.Map(mapping, (shape, isProject), static (entry, at) =>
            at.shape.Attributes is { } attributes && attributes.TryGetValue(entry.Key, out var below) ? WithoutExtensions(entry.Value, below)
            : at.shape.Extensible && entry.Key.StartsWith("x-", StringComparison.Ordinal) ? at.isProject ? entry.Value : null
            : at.shape.Other is { } other ? WithoutExtensions(entry.Value, other)
            : entry.Value),
        ComposeSequence sequence when shape.Item is { } item => TreeRewriter.Map(sequence, item, static (node, _, below) => WithoutExtensions(node, below)),
        _ => node,
    };

    private static ComposeNode Capitals(ComposeNode node, string list)
    {
        if (node is not ComposeMapping mapping)
        {
            return node;
        }

        var named = mapping.With([.. mapping.Entries.Select(e => e with { Key = char.ToUpperInvariant(e.Key[0]) + e.Key[1..] })]);
        named = named["Path"] is null ? named.With("Path", ComposeScalar.Of("", node.Span)) : named;
        return list == "weight_device"
            ? named["Weight"] is null ? named.With("Weight", ComposeScalar.Of(0, node.Span)) : named
            : named["Rate"] is null ? named.With("Rate", ComposeScalar.Of("0", node.Span)) : named;
    }

    /// <summary>
    /// In mapping form, the reference takes keys that begin with <c>x-</c> for extensions and prints them as one odd entry. In list form it does not; there
    /// key and value stand at the same place.
    /// </summary>
    private static ComposeNode Extensions(ComposeNode node, ModelPath path, LoadContext context)
    {
        if (node is not ComposeMapping mapping || !mapping.Entries.Any(IsExtension))
        {
            return node;
        }

        var odd = mapping.Entries.Where(IsExtension).OrderBy(e => e.Key, StringComparer.Ordinal)
            .Select(e => $"{e.Key}:{(e.Value is ComposeScalar { Kind: not ScalarKind.Null } scalar ? scalar.Text : "<nil>")}");
        return mapping.With([.. mapping.Entries.Where(e => !IsExtension(e))]).With("#extensions", ComposeScalar.Of($"map[{string.Join(' ', odd)}]", node.Span));
    }

    /// <summary>The same where the values are objects: the odd entry is an empty one.</summary>
    private static ComposeNode ObjectExtensions(ComposeNode node, ModelPath path, LoadContext context) =>
        node is not ComposeMapping mapping || !mapping.Entries.Any(IsExtension)
            ? node
            : mapping.With([.. mapping.Entries.Where(e => !IsExtension(e))]).With("#extensions", new ComposeMapping([], node.Span));

    private static bool IsExtension(ComposeEntry entry) => entry.Key.StartsWith("x-", StringComparison.Ordinal) && entry.KeySpan != entry.Value.Span;
}
