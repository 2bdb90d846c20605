namespace Slipway.Compose;

/// <summary>The attributes that do not merge like plain trees.</summary>
internal static class MergeRules
{
    public static PathTable<MergeRule> Table { get; } = new(
        ("services.*.{command entrypoint}", Replace),
        ("services.*.healthcheck.test", Replace),
        ("services.*.{environment labels annotations sysctls}", KeyValues),
        ("services.*.deploy.labels", KeyValues),
        ("services.*.build.{args labels additional_contexts}", KeyValues),
        ("{networks volumes}.*.labels", KeyValues),
        ("services.*.{dns dns_opt dns_search env_file label_file tmpfs}", TextOrList),
        ("services.*.extra_hosts", ExtraHosts),
        ("services.*.build.extra_hosts", ExtraHosts),
        ("services.*.depends_on", DependsOn),
        ("services.*.{networks models}", NamesOrMapping),
        ("services.*.build", Build),
        ("services.*.logging", Logging),
        ("services.*.ulimits.*", Replace),
        ("networks.*.ipam.config", IpamPools.Merge));

    private static ComposeNode Replace(ComposeNode earlier, ComposeNode later, Merger merger, PathTableNode<MergeRule>? below) => later;

    private static ComposeNode KeyValues(ComposeNode earlier, ComposeNode later, Merger merger, PathTableNode<MergeRule>? below) =>
        later.IsNull ? earlier : Lists(Shapes.ToKeyValueList(earlier), Shapes.ToKeyValueList(later), earlier, later, merger);

    private static ComposeNode TextOrList(ComposeNode earlier, ComposeNode later, Merger merger, PathTableNode<MergeRule>? below) =>
        later.IsNull ? earlier : Lists(Shapes.ToList(earlier), Shapes.ToList(later), earlier, later, merger);

    private static ComposeNode ExtraHosts(ComposeNode earlier, ComposeNode later, Merger merger, PathTableNode<MergeRule>? below)
    {
        if (later.IsNull || Shapes.ToHostList(earlier) is not { } hosts || Shapes.ToHostList(later) is not { } added)
        {
            return merger.MergeDefault(earlier, later, below);
        }

        var known = hosts.Items.OfType<ComposeScalar>().Select(i => i.Text).ToHashSet(StringComparer.Ordinal);
        return hosts.With(hosts.Items.AddRange(added.Items.Where(i => i is not ComposeScalar s || !known.Contains(s.Text))));
    }

    private static ComposeNode DependsOn(ComposeNode earlier, ComposeNode later, Merger merger, PathTableNode<MergeRule>? below) =>
        merger.MergeDefault(Shapes.DependenciesToMapping(earlier), Shapes.DependenciesToMapping(later), below);

    private static ComposeNode NamesOrMapping(ComposeNode earlier, ComposeNode later, Merger merger, PathTableNode<MergeRule>? below) =>
        merger.MergeDefault(Shapes.NamesToMapping(earlier), Shapes.NamesToMapping(later), below);

    private static ComposeNode Build(ComposeNode earlier, ComposeNode later, Merger merger, PathTableNode<MergeRule>? below) =>
        merger.MergeDefault(Shapes.BuildToMapping(earlier), Shapes.BuildToMapping(later), below);

    /// <summary>Options belong to their driver: another driver replaces them all.</summary>
    private static ComposeNode Logging(ComposeNode earlier, ComposeNode later, Merger merger, PathTableNode<MergeRule>? below)
    {
        if (earlier is ComposeMapping a && later is ComposeMapping b
            && a["driver"] is ComposeScalar before && b["driver"] is ComposeScalar after && before.Text != after.Text)
        {
            return later;
        }

        return merger.MergeDefault(earlier, later, below);
    }

    private static ComposeNode Lists(ComposeSequence? earlier, ComposeSequence? later, ComposeNode earlierNode, ComposeNode laterNode, Merger merger)
    {
        if (earlier is null || later is null)
        {
            return merger.Conflict(earlierNode, laterNode);
        }

        return earlier.With([.. earlier.Items, .. later.Items]);
    }
}
