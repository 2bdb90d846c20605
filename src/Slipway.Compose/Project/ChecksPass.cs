namespace Slipway.Compose;

/// <summary>Rules between the attributes of one element that the schema cannot say.</summary>
internal static class ChecksPass
{
    private static readonly PathTable<NodeRule> Table = new(
        ("volumes.*", ExternalVolume),
        ("configs.*", (node, path, context) => Source(node, path, context, ["file", "environment", "content"])),
        ("secrets.*", (node, path, context) => Source(node, path, context, ["file", "environment"])),
        ("services.*.ports.[].host_ip", HostIp),
        ("services.*.develop.watch.[].path", WatchPath),
        ("services.*.deploy.resources.reservations.devices.[]", Device),
        ("services.*.gpus.[]", Device));

    public static ComposeNode Run(ComposeNode root, LoadContext context) => RuleWalk.Apply(Table, root, context);

    private static ComposeNode ExternalVolume(ComposeNode node, ModelPath path, LoadContext context)
    {
        if (node is not ComposeMapping mapping || mapping["external"] is not ComposeScalar { IsTrue: true })
        {
            return node;
        }

        foreach (var entry in mapping.Entries)
        {
            if (entry.Key is not ("name" or "external") && !entry.Key.StartsWith("x-", StringComparison.Ordinal))
            {
                path.Push(entry.Key);
                context.Report.Add(Rules.ExternalVolume, entry.KeySpan, path.ToString(), $"an external volume is made elsewhere; remove {entry.Key}, or external.");
                path.Pop();
            }
        }

        return node;
    }

    private static ComposeNode Source(ComposeNode node, ModelPath path, LoadContext context, ReadOnlySpan<string> sources)
    {
        if (node is not ComposeMapping mapping)
        {
            return node;
        }

        var found = 0;
        foreach (var source in sources)
        {
            if (mapping[source] is { } value && ++found > 1)
            {
                path.Push(source);
                context.Report.Add(Rules.SeveralSources, mapping.KeySpanOf(source), path.ToString(), $"only one of {string.Join(", ", sources!)} may be given; remove the others.");
                path.Pop();
                _ = value;
            }
        }

        if (found == 0 && mapping["external"] is not ComposeScalar { IsTrue: true } && mapping["driver"] is null && !context.Report.IsExplained(path.ToString(), LoadReport.Anything))
        {
            context.Error(Rules.NoSource, mapping, path, $"it has no content; add one of {string.Join(", ", sources!)}, or external: true.");
        }

        return node;
    }

    private static ComposeNode HostIp(ComposeNode node, ModelPath path, LoadContext context)
    {
        if (node is ComposeScalar address && !PortText.IsAddress(address.Text))
        {
            context.Error(Rules.Port, node, path, $"\"{address.Text}\" is not an IP address; names cannot be used here.");
        }

        return node;
    }

    private static ComposeNode WatchPath(ComposeNode node, ModelPath path, LoadContext context)
    {
        if (node is ComposeScalar { Text.Length: 0 })
        {
            context.Error(Rules.WatchPath, node, path, "the watched path is empty; name a file or directory.");
        }

        return node;
    }

    private static ComposeNode Device(ComposeNode node, ModelPath path, LoadContext context)
    {
        if (node is ComposeMapping mapping && mapping["count"] is not null && mapping["device_ids"] is not null)
        {
            path.Push("count");
            context.Report.Add(Rules.DeviceRequest, mapping.KeySpanOf("count"), path.ToString(), "count and device_ids exclude each other; remove one.");
            path.Pop();
        }

        return node;
    }
}
