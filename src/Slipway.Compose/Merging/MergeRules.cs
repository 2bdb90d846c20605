namespace Slipway.Compose;

/// <summary>The attributes that do not merge like plain trees.</summary>
internal static class MergeRules
{
    public static PathTable<MergeRule> Table { get; } = new(
        ("services.*.{command entrypoint}", Replace),
        ("services.*.healthcheck.test", Replace),
        ("services.*.{environment labels annotations sysctls}", Lists),
        ("services.*.deploy.labels", Lists),
        ("services.*.build.{args labels additional_contexts}", Lists),
        ("{networks volumes}.*.labels", Lists),
        ("services.*.{dns dns_opt dns_search env_file label_file tmpfs}", Lists),
        ("services.*.extra_hosts", ExtraHosts),
        ("services.*.build.extra_hosts", ExtraHosts),
        ("services.*.depends_on", DependsOn),
        ("services.*.{networks models}", NamesOrMapping),
        ("services.*.build", Build),
        ("services.*.logging", Logging),
        ("services.*.ulimits.*", Replace),
        ("networks.*.ipam.config", IpamPools.Merge));

    private static ComposeNode Replace(ComposeNode earlier, ComposeNode later, Merger merger, PathTableNode<MergeRule>? below) => later;

    /// <summary>Both sides as lists, one behind the other; whatever form they have, neither is in the way of the other.</summary>
    private static ComposeSequence Lists(ComposeNode earlier, ComposeNode later, Merger merger, PathTableNode<MergeRule>? below) =>
        Merger.Append(Shapes.ToList(earlier), Shapes.ToList(later));

    private static ComposeSequence ExtraHosts(ComposeNode earlier, ComposeNode later, Merger merger, PathTableNode<MergeRule>? below)
    {
        var (hosts, added) = (Shapes.ToList(earlier), Shapes.ToList(later));
        var known = hosts.Items.OfType<ComposeScalar>().Select(i => i.Text).ToHashSet(StringComparer.Ordinal);
        return hosts.With(hosts.Items.AddRange(added.Items.Where(i => i is not ComposeScalar s || !known.Contains(s.Text))));
    }

    private static ComposeNode DependsOn(ComposeNode earlier, ComposeNode later, Merger merger, PathTableNode<MergeRule>? below) =>
        Mappings(Shapes.DependenciesToMapping(earlier), Shapes.DependenciesToMapping(later), merger, below);

    private static ComposeNode NamesOrMapping(ComposeNode earlier, ComposeNode later, Merger merger, PathTableNode<MergeRule>? below) =>
        Mappings(Shapes.NamesToMapping(earlier), Shapes.NamesToMapping(later), merger, below);

    private static ComposeNode Build(ComposeNode earlier, ComposeNode later, Merger merger, PathTableNode<MergeRule>? below) =>
        Mappings(Shapes.BuildToMapping(earlier), Shapes.BuildToMapping(later), merger, below);

    /// <summary>A later value of another kind says nothing; over an earlier one of another kind nothing can be laid.</summary>
    private static ComposeNode Mappings(ComposeNode earlier, ComposeNode later, Merger merger, PathTableNode<MergeRule>? below) =>
        later is ComposeScalar ? earlier
        : earlier is ComposeScalar ? merger.Conflict(earlier, later)
        : merger.MergeDefault(earlier, later, below);

    /// <summary>Options belong to their driver: another driver replaces them all.</summary>
    private static ComposeNode Logging(ComposeNode earlier, ComposeNode later, Merger merger, PathTableNode<MergeRule>? below)
    {
        if (earlier is not ComposeMapping a || later is not ComposeMapping b)
        {
            return merger.Conflict(earlier, later);
        }

        if (a["driver"] is ComposeScalar before && b["driver"] is ComposeScalar after && before.Text != after.Text)
        {
            return later;
        }

        return merger.MergeDefault(earlier, later, below);
    }
}
