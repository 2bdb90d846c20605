namespace Slipway.Compose;

/// <summary>The lists without duplicates, and what makes two of their items the same.</summary>
internal static class UniqueRules
{
    public static PathTable<NodeRule> Table { get; } = new(
        ("services.*.{annotations cap_add cap_drop dns dns_opt dns_search environment labels links profiles sysctls tmpfs}", UniquePass.By(Name)),
        ("services.*.build.{args additional_contexts labels tags}", UniquePass.By(Name)),
        ("services.*.deploy.labels", UniquePass.By(Name)),
        ("services.*.networks.*.{aliases link_local_ips}", UniquePass.By(Name)),
        ("networks.*.labels", UniquePass.By(Name)),
        ("networks.*.ipam.options", UniquePass.By(Name)),
        ("services.*.volumes", UniquePass.By(Volume)),
        ("services.*.devices", UniquePass.By(Device)),
        ("services.*.ports", UniquePass.By(Port)),
        ("services.*.expose", UniquePass.By(Expose)),
        ("services.*.secrets", UniquePass.By(item => FileReference(item, "/run/secrets/"))),
        ("services.*.configs", UniquePass.By(item => FileReference(item, "/"))),
        ("services.*.env_file", UniquePass.By(EnvFile)));

    private static UniqueKey Name(ComposeNode item) => item is ComposeScalar { Kind: ScalarKind.Text } text
        ? UniqueKey.Of(text.Text.IndexOf('=', StringComparison.Ordinal) is >= 0 and var at ? text.Text[..at] : text.Text)
        : UniqueKey.Wrong($"{Describe(item)} cannot stand in this list; write text, in quotes if it looks like a number.");

    private static UniqueKey Volume(ComposeNode item)
    {
        switch (item)
        {
            case ComposeScalar { Kind: ScalarKind.Text } text:
                var parsed = VolumeText.Parse(text.Text);
                return parsed.Problem is null ? UniqueKey.Of(parsed.Target) : UniqueKey.Wrong(parsed.Problem, Rules.Volume);
            case ComposeMapping mapping:
                return mapping["target"] is ComposeScalar { Kind: not ScalarKind.Null } target
                    ? UniqueKey.Of(target.Text)
                    : Without(mapping, "target", "the volume has no target; add target: with the path in the container.");
            default:
                return UniqueKey.Wrong($"{Describe(item)} is not a volume; write SOURCE:TARGET.", Rules.Volume);
        }
    }

    private static UniqueKey Device(ComposeNode item)
    {
        switch (item)
        {
            case ComposeScalar { Kind: ScalarKind.Text } text:
                var parts = text.Text.Split(':');
                return UniqueKey.Of(parts.Length > 1 ? parts[1] : parts[0]);
            case ComposeMapping mapping:
                return mapping["target"] is ComposeScalar { Kind: not ScalarKind.Null } target
                    ? UniqueKey.Of(target.Text)
                    : Without(mapping, "target", "the device has no target; add target: with the path in the container.");
            default:
                return UniqueKey.Wrong($"{Describe(item)} is not a device; write SOURCE:TARGET.", Rules.Device);
        }
    }

    private static UniqueKey Port(ComposeNode item)
    {
        switch (item)
        {
            case ComposeScalar { Kind: ScalarKind.Text or ScalarKind.Whole } text:
                return UniqueKey.Of(text.Text);
            case ComposeMapping mapping:
                if (mapping["target"] is not { } target)
                {
                    return Without(mapping, "target", "the port has no target; add target: with the port in the container.");
                }

                if (target is ComposeScalar { Text: "0" })
                {
                    return UniqueKey.Wrong("the port in the container is 0; write 1-65535.", Rules.Port);
                }

                // A number and a text with the same digits are different here, as they are in the reference.
                var published = mapping["published"];
                var mark = published is ComposeScalar { Kind: ScalarKind.Text } ? "'" : "";
                return UniqueKey.Of($"{TextOf(mapping["host_ip"], "0.0.0.0")}:{mark}{TextOf(published, "")}:{TextOf(target, "")}/{TextOf(mapping["protocol"], "tcp")}");
            default:
                return UniqueKey.Wrong($"{Describe(item)} is not a port; write HOST:CONTAINER in quotes.", Rules.Port);
        }
    }

    private static UniqueKey Expose(ComposeNode item) => item is ComposeScalar { Kind: ScalarKind.Text or ScalarKind.Whole } text
        ? UniqueKey.Of(text.Text)
        : UniqueKey.Wrong($"{Describe(item)} is not a port; write a number or text.", Rules.Port);

    private static UniqueKey FileReference(ComposeNode item, string prefix) => item switch
    {
        ComposeScalar { Kind: ScalarKind.Text } name => UniqueKey.Of(prefix + name.Text),
        ComposeMapping mapping => mapping["target"] is ComposeScalar { Kind: not ScalarKind.Null } target
            ? UniqueKey.Of(target.Text)
            : UniqueKey.Of(prefix + TextOf(mapping["source"], "")),
        _ => UniqueKey.Wrong($"{Describe(item)} cannot stand in this list; write a name or a mapping with source."),
    };

    private static UniqueKey EnvFile(ComposeNode item) => item switch
    {
        ComposeScalar { Kind: ScalarKind.Text } path => UniqueKey.Of(path.Text),
        ComposeMapping mapping => mapping["path"] is ComposeScalar { Kind: not ScalarKind.Null } path
            ? UniqueKey.Of(path.Text)
            : Without(mapping, "path", "the env file has no path; add path:."),
        _ => UniqueKey.Wrong($"{Describe(item)} is not a path; write text."),
    };

    /// <summary>An item without its key. Where the attribute looks misspelt, the schema says so.</summary>
    private static UniqueKey Without(ComposeMapping item, string attribute, string problem) =>
        ShapeWords.Closest(attribute, item.Entries.Select(e => e.Key)) is null ? UniqueKey.Wrong(problem, Rules.MissingAttribute) : UniqueKey.Of(NodeText.Of(item));

    private static string TextOf(ComposeNode? node, string otherwise) =>
        node is ComposeScalar { Kind: not ScalarKind.Null } scalar ? scalar.Text : otherwise;

    private static string Describe(ComposeNode node) => node switch
    {
        ComposeMapping => "a mapping",
        ComposeSequence => "a list",
        ComposeScalar { Kind: ScalarKind.Null } => "nothing",
        ComposeScalar scalar => scalar.Text,
        _ => "this",
    };
}
