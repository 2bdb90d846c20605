namespace Slipway.Compose;

/// <summary>Fills in what an attribute means when a part of it is left out.</summary>
internal static class DefaultsPass
{
    private static readonly PathTable<NodeRule> Table = new(
        ("services.*.build", (node, _, _) => WithText(node, "context", ".")),
        ("services.*.secrets.[]", (node, _, _) => node is ComposeMapping m && m["target"] is null && m["source"] is ComposeScalar source
            ? WithText(node, "target", "/run/secrets/" + source.Text) : node),
        ("services.*.ports.[]", (node, _, _) => WithText(WithText(node, "protocol", "tcp"), "mode", "ingress")),
        ("services.*.deploy.resources.reservations.devices.[]", DeviceCount),
        ("services.*.gpus.[]", DeviceCount));

    public static ComposeNode Run(ComposeNode root, LoadContext context) => RuleWalk.Apply(Table, root, context);

    private static ComposeNode DeviceCount(ComposeNode node, ModelPath path, LoadContext context) =>
        node is ComposeMapping mapping && mapping["device_ids"] is null ? WithText(node, "count", "all") : node;

    private static ComposeNode WithText(ComposeNode node, string name, string value) =>
        node is ComposeMapping mapping && mapping[name] is null ? mapping.With(name, ComposeScalar.Of(value, node.Span)) : node;
}
