using System.Collections.Immutable;
using System.IO.Enumeration;

namespace Slipway.Compose;

/// <summary>Keeps the services that the caller names and what they depend on. A service named in full is enabled whatever the profiles.</summary>
internal static class SelectPass
{
    public static ProjectState Run(ProjectState state, LoadContext context)
    {
        if (context.Options.Services.IsEmpty || state.Tree["services"] is not ComposeMapping)
        {
            return Finish(state, context);
        }

        state = Enable(state, context);
        var services = (ComposeMapping)state.Tree["services"]!;
        var wanted = new HashSet<string>(StringComparer.Ordinal);
        foreach (var pattern in context.Options.Services)
        {
            var hits = services.Entries.Where(e => FileSystemName.MatchesSimpleExpression(pattern, e.Key, ignoreCase: false)).Select(e => e.Key).ToList();
            if (hits.Count == 0)
            {
                var hint = ShapeWords.DidYouMean(pattern, services.Entries.Concat(state.Disabled.Entries).Select(e => e.Key));
                context.Report.Add(Rules.UnknownService, SourceSpan.WholeFile(services.Span.File), "services", $"there is no service {pattern}.{hint}");
            }

            wanted.UnionWith(hits);
        }

        Close(services, wanted, context);
        var (chosen, rest) = (services.With([.. services.Entries.Where(e => wanted.Contains(e.Key))]), services.Entries.Where(e => !wanted.Contains(e.Key)));
        return Finish(new ProjectState(state.Tree.With("services", WithoutOthers(chosen)), state.Disabled.With([.. state.Disabled.Entries, .. rest])), context);
    }

    /// <summary>Adds the profiles of disabled services that are named; what comes in that way is checked and completed like the rest.</summary>
    private static ProjectState Enable(ProjectState state, LoadContext context)
    {
        var named = context.Options.Services.Where(name => state.Disabled[name] is not null).ToList();
        if (named.Count == 0)
        {
            return state;
        }

        var profiles = named.SelectMany(name => ProfilesPass.Of(state.Disabled[name])).ToHashSet(StringComparer.Ordinal);
        var (enabled, disabled) = ProfilesPass.Part(state.Disabled, profiles);
        var before = (ComposeMapping)state.Tree["services"]!;
        var complete = EnvFilesPass.Run(new ProjectState(state.Tree.With("services", enabled), disabled), context);
        var all = before.With([.. before.Entries, .. ((ComposeMapping)complete.Tree["services"]!).Entries]);
        var tree = state.Tree.With("services", all);
        return new ProjectState(context.Does(ComposeStages.Consistency) ? ConsistencyPass.Run(tree, disabled, context) : tree, disabled);
    }

    /// <summary>Adds, over any number of steps, what the wanted services depend on.</summary>
    private static void Close(ComposeMapping services, HashSet<string> wanted, LoadContext context)
    {
        var open = new Queue<string>(wanted);
        while (open.TryDequeue(out var name))
        {
            foreach (var dependency in Dependencies(services[name]))
            {
                if (services[dependency.Key] is not null)
                {
                    if (wanted.Add(dependency.Key))
                    {
                        open.Enqueue(dependency.Key);
                    }
                }
                else if (dependency.Value is not ComposeMapping d || d["required"] is not ComposeScalar { Text: "false" })
                {
                    context.Report.Add(Rules.UnknownService, dependency.KeySpan, $"services.{name}.depends_on.{dependency.Key}",
                        $"the service {dependency.Key} is not enabled by any active profile; activate one of its profiles, or name it as well.");
                }
            }
        }
    }

    /// <summary>Drops the dependencies on services that were not chosen.</summary>
    private static ComposeMapping WithoutOthers(ComposeMapping chosen) => TreeRewriter.Map(chosen, chosen, static (entry, all) =>
    {
        if (entry.Value is not ComposeMapping service || service["depends_on"] is not ComposeMapping dependencies)
        {
            return entry.Value;
        }

        var kept = TreeRewriter.Map(dependencies, all, static (dependency, a) => a[dependency.Key] is null ? null : dependency.Value);
        return ReferenceEquals(kept, dependencies) ? service : kept.Entries.IsEmpty ? service.Without("depends_on") : service.With("depends_on", kept);
    });

    /// <summary>Only services that run together must not share a name.</summary>
    private static ProjectState Finish(ProjectState state, LoadContext context)
    {
        if (context.Does(ComposeStages.Consistency) && state.Tree["services"] is ComposeMapping services)
        {
            ScaleChecks.SameContainerName(services, context);
        }

        return state;
    }

    private static ImmutableArray<ComposeEntry> Dependencies(ComposeNode? service) =>
        service is ComposeMapping mapping && mapping["depends_on"] is ComposeMapping dependencies ? dependencies.Entries : [];
}
