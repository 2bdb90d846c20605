namespace Slipway.Compose;

/// <summary>Where the JSON of the reference differs from its YAML: no models section, and capital keys in block I/O entries.</summary>
internal static class JsonForm
{
    private static readonly PathTable<NodeRule> Table = new(
        ("models", static (_, _, _) => null),
        ("services.*.volumes.[].bind.create_host_path", static (node, _, _) => node is ComposeScalar { IsTrue: true } ? node : null),
        ("services.*.blkio_config.{device_read_bps device_read_iops device_write_bps device_write_iops weight_device}.[]", static (node, _, _) => Capitals(node)));

    public static ComposeNode Of(ComposeMapping tree) => RuleWalk.Apply(Table, tree, null!);

    private static ComposeNode Capitals(ComposeNode node) => node is ComposeMapping mapping
        ? mapping.With([.. mapping.Entries.Select(e => e with { Key = char.ToUpperInvariant(e.Key[0]) + e.Key[1..] })])
        : node;
}
