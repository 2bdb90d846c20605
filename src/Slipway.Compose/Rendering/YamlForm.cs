namespace Slipway.Compose;

/// <summary>What the YAML of the reference leaves out and its JSON does not: what nobody wrote, or wrote to no effect.</summary>
internal static class YamlForm
{
    private static readonly PathTable<NodeRule> Table = new(
        ("services.*.{command entrypoint}", WithoutNull),
        ("services.*.deploy.{resources placement}", WithoutEmpty),
        ("services.*.develop.watch.[].exec", WithoutHook),
        ("services.*.{pre_start post_start pre_stop}.[].command", WithoutNull),
        ("networks.*.ipam", WithoutEmpty));

    public static ComposeMapping Of(ComposeMapping tree) => (ComposeMapping)RuleWalk.Apply(Table, tree, null!);

    private static ComposeNode? WithoutNull(ComposeNode node, ModelPath path, LoadContext context) => node.IsNull ? null : node;

    private static ComposeNode? WithoutEmpty(ComposeNode node, ModelPath path, LoadContext context) => node is ComposeMapping { Entries.IsEmpty: true } ? null : node;

    private static ComposeNode? WithoutHook(ComposeNode node, ModelPath path, LoadContext context) =>
        node is ComposeMapping mapping && mapping.Entries.All(e => e.Key == "command" && e.Value.IsNull) ? null : node;
}
