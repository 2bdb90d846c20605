using System.Collections.Immutable;

namespace Slipway.Compose;

/// <summary>Says what the specification leaves to be understood: the default network, resource names, implied dependencies.</summary>
internal static class NormalisePass
{
    private static readonly string[] Namespaces = ["network_mode", "ipc", "pid", "uts", "cgroup"];
    private static readonly string[] Named = ["networks", "volumes", "configs", "secrets"];

    public static ComposeNode Run(ComposeNode root, LoadContext context)
    {
        var project = (ComposeMapping)root;
        if (project["services"] is ComposeMapping services)
        {
            project = project.With("services", TreeRewriter.Map(services, context, static (entry, c) => entry.Value is ComposeMapping service ? Service(service, c) : entry.Value));
        }

        if (UsesDefaultNetwork(project))
        {
            var networks = project["networks"] as ComposeMapping ?? new ComposeMapping([], project.Span);
            if (networks["default"] is null)
            {
                project = project.With("networks", networks.With("default", ComposeScalar.Null(project.Span)));
            }
        }

        foreach (var section in Named)
        {
            if (project[section] is ComposeMapping elements)
            {
                project = project.With(section, TreeRewriter.Map(elements, context, static (entry, c) => ResourceName(entry, c)));
            }
        }

        return project;
    }

    private static bool UsesDefaultNetwork(ComposeMapping project) =>
        project["services"] is ComposeMapping services && services.Entries.Any(s => s.Value is ComposeMapping service && service["networks"] is ComposeMapping used && used["default"] is not null);

    private static ComposeNode ResourceName(ComposeEntry entry, LoadContext context)
    {
        var element = entry.Value as ComposeMapping ?? new ComposeMapping([], entry.Value.Span);
        if (entry.Value is not ComposeMapping && !entry.Value.IsNull)
        {
            return entry.Value;
        }

        if (element["name"] is ComposeScalar { Kind: not ScalarKind.Null })
        {
            return element;
        }

        var external = element["external"] is ComposeScalar { IsTrue: true };
        return element.With("name", ComposeScalar.Of(external ? entry.Key : $"{context.ProjectName}_{entry.Key}", element.Span));
    }

    private static ComposeMapping Service(ComposeMapping service, LoadContext context)
    {
        if (service["networks"] is null or ComposeMapping { Entries.IsEmpty: true } && service["network_mode"] is null && service["provider"] is null)
        {
            var none = new ComposeMapping([new ComposeEntry("default", service.Span, ComposeScalar.Null(service.Span))], service.Span);
            service = service.With("networks", none);
        }

        if (service["pull_policy"] is ComposeScalar { Text: "if_not_present" } policy)
        {
            service = service.With("pull_policy", ComposeScalar.Of("missing", policy.Span));
        }

        if (service["build"] is ComposeMapping build)
        {
            service = service.With("build", Build(build, context));
        }

        if (service["environment"] is { } environment)
        {
            service = service.With("environment", Resolve(environment, context, removeUnset: false));
        }

        if (service["volumes"] is ComposeSequence mounts)
        {
            service = service.With("volumes", TreeRewriter.Map(mounts, 0, static (mount, _, _) =>
                mount is ComposeMapping m && m["target"] is ComposeScalar { Kind: ScalarKind.Text, Text.Length: > 0 } target && PosixPath.Clean(target.Text) is var clean && clean != target.Text
                    ? m.With("target", ComposeScalar.Of(clean, target.Span)) : mount));
        }

        if (service["pre_start"] is ComposeSequence hooks && service["image"] is { } image)
        {
            service = service.With("pre_start", TreeRewriter.Map(hooks, image, static (hook, _, i) => hook is ComposeMapping h && h["image"] is null ? h.With("image", i) : hook));
        }

        return ImpliedDependencies(service);
    }

    private static ComposeMapping Build(ComposeMapping build, LoadContext context)
    {
        if (build["context"] is null)
        {
            build = build.With("context", ComposeScalar.Of(".", build.Span));
        }

        if (build["dockerfile"] is null && build["dockerfile_inline"] is null)
        {
            build = build.With("dockerfile", ComposeScalar.Of("Dockerfile", build.Span));
        }

        return build["args"] is { } args ? build.With("args", Resolve(args, context, removeUnset: true)) : build;
    }

    /// <summary>Variables without value take it from the environment.</summary>
    private static ComposeNode Resolve(ComposeNode node, LoadContext context, bool removeUnset) => node switch
    {
        // Where variables are left in, so are these.
        _ when context.KeepsTemplates && !removeUnset => node,
        ComposeMapping mapping => TreeRewriter.Map(mapping, (context, removeUnset), static (entry, s) => !entry.Value.IsNull
            ? entry.Value
            : !s.context.KeepsTemplates && s.context.Lookup(entry.Key) is { } value ? ComposeScalar.Of(value, entry.Value.Span) : s.removeUnset ? null : entry.Value),
        ComposeSequence sequence => TreeRewriter.Map(sequence, (context, removeUnset), static (item, _, s) =>
            item is not ComposeScalar text || text.Text.Contains('=', StringComparison.Ordinal)
                ? item
                : !s.context.KeepsTemplates && s.context.Lookup(text.Text) is { } value ? ComposeScalar.Of($"{text.Text}={value}", text.Span) : s.removeUnset ? null : item),
        _ => node,
    };

    private static ComposeMapping ImpliedDependencies(ComposeMapping service)
    {
        var declared = service["depends_on"] as ComposeMapping;
        var implied = ImmutableArray.CreateBuilder<ComposeEntry>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        void Add(ComposeNode source, string name, bool restart)
        {
            if (declared?[name] is null && seen.Add(name))
            {
                var dependency = (ComposeMapping)Shapes.Dependency(source.Span);
                implied.Add(new ComposeEntry(name, source.Span, restart ? dependency.With("restart", ComposeScalar.Of(true, source.Span)) : dependency));
            }
        }

        foreach (var item in Texts(service["links"]))
        {
            Add(item, item.Text.Split(':')[0], restart: true);
        }

        foreach (var name in Namespaces)
        {
            if (service[name] is ComposeScalar { Kind: ScalarKind.Text } text && text.Text.StartsWith("service:", StringComparison.Ordinal))
            {
                Add(text, text.Text["service:".Length..], restart: true);
            }
        }

        foreach (var item in Texts(service["volumes_from"]))
        {
            if (!item.Text.StartsWith("container:", StringComparison.Ordinal))
            {
                Add(item, item.Text.Split(':')[0], restart: false);
            }
        }

        return implied.Count == 0
            ? service
            : service.With("depends_on", declared is null ? new ComposeMapping(implied.ToImmutable(), implied[0].KeySpan) : declared.With([.. declared.Entries, .. implied]));
    }

    private static IEnumerable<ComposeScalar> Texts(ComposeNode? node) => node is ComposeSequence list ? list.Items.OfType<ComposeScalar>() : [];
}
