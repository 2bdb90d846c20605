using System.IO.Enumeration;

namespace Slipway.Compose;

/// <summary>Parts the services into active ones and those that no active profile enables.</summary>
internal static class ProfilesPass
{
    public static ProjectState Run(ProjectState state, LoadContext context)
    {
        if (state.Tree["services"] is not ComposeMapping services)
        {
            return state;
        }

        var (active, disabled) = Split(services, context);
        return new ProjectState(state.Tree.With("services", active), disabled);
    }

    /// <summary>Decides which services are active.</summary>
    private static (ComposeMapping Active, ComposeMapping Disabled) Split(ComposeMapping services, LoadContext context)
    {
        var profiles = Active(context);
        SuggestProfiles(profiles, services, context);
        bool Enabled(ComposeNode service) =>
            profiles.Contains("*") || ProfilesOf(service) is var own && (own.Count == 0 || own.Any(profiles.Contains));

        if (context.Options.Services.IsEmpty)
        {
            return Part(services, Enabled);
        }

        var wanted = new HashSet<string>(StringComparer.Ordinal);
        foreach (var pattern in context.Options.Services)
        {
            var hits = services.Entries.Where(e => FileSystemName.MatchesSimpleExpression(pattern, e.Key, ignoreCase: false)).ToList();
            if (hits.Count == 0)
            {
                context.Report.Add(Rules.UnknownService, SourceSpan.WholeFile(services.Span.File), "services",
                    $"there is no service {pattern}.{ShapeWords.DidYouMean(pattern, services.Entries.Select(e => e.Key))}");
            }

            foreach (var hit in hits)
            {
                wanted.Add(hit.Key);
                if (!Enabled(hit.Value))
                {
                    profiles.UnionWith(ProfilesOf(hit.Value));
                }
            }
        }

        var closed = Closure(services, wanted, Enabled);
        return Select(services, closed);
    }

    /// <summary>A profile that no service has is allowed, and is worth a word when it looks misspelt.</summary>
    private static void SuggestProfiles(HashSet<string> active, ComposeMapping services, LoadContext context)
    {
        if (active.Count == 0 || active.Contains("*") || context.Report.IsPartial)
        {
            return;
        }

        var known = services.Entries.SelectMany(e => ProfilesOf(e.Value)).ToHashSet(StringComparer.Ordinal);
        const int LookAt = 20;
        foreach (var profile in active.Where(p => !known.Contains(p)).Take(LookAt).Order(StringComparer.Ordinal))
        {
            if (ShapeWords.Closest(profile, known.Order(StringComparer.Ordinal)) is { } closest)
            {
                context.Report.Add(Rules.UnknownProfile, SourceSpan.WholeFile(services.Span.File), "services", $"no service has the profile {profile}. Did you mean {closest}?");
            }
        }
    }

    private static HashSet<string> Active(LoadContext context)
    {
        var profiles = context.Options.Profiles.ToHashSet(StringComparer.Ordinal);
        if (profiles.Count == 0)
        {
            // Without a variable this is one profile without a name, which the reference takes for active as well.
            profiles.UnionWith((context.Lookup("COMPOSE_PROFILES") ?? "").Split(',', StringSplitOptions.TrimEntries));
        }

        return profiles;
    }

    /// <summary>The services wanted and, over any number of steps, what they depend on.</summary>
    private static HashSet<ComposeNode> Closure(ComposeMapping services, HashSet<string> wanted, Func<ComposeNode, bool> enabled)
    {
        var found = new HashSet<ComposeNode>(ReferenceEqualityComparer.Instance);
        var open = new Queue<string>(wanted);
        while (open.TryDequeue(out var name))
        {
            if (services[name] is ComposeMapping service && (wanted.Contains(name) || enabled(service)) && found.Add(service) && service["depends_on"] is ComposeMapping dependencies)
            {
                foreach (var dependency in dependencies.Entries)
                {
                    open.Enqueue(dependency.Key);
                }
            }
        }

        return found;
    }

    private static (ComposeMapping Active, ComposeMapping Disabled) Part(ComposeMapping services, Func<ComposeNode, bool> active)
    {
        var groups = services.Entries.ToLookup(e => active(e.Value));
        return (services.With([.. groups[true]]), services.With([.. groups[false]]));
    }

    /// <summary>The same, dropping the dependencies on services that were not selected.</summary>
    private static (ComposeMapping Active, ComposeMapping Disabled) Select(ComposeMapping services, HashSet<ComposeNode> wanted)
    {
        var (chosen, rest) = Part(services, wanted.Contains);
        chosen = TreeRewriter.Map(chosen, chosen, static (entry, all) =>
        {
            if (entry.Value is not ComposeMapping service || service["depends_on"] is not ComposeMapping dependencies)
            {
                return entry.Value;
            }

            var kept = TreeRewriter.Map(dependencies, all, static (dependency, a) => a[dependency.Key] is null ? null : dependency.Value);
            return ReferenceEquals(kept, dependencies) ? service : kept.Entries.IsEmpty ? service.Without("depends_on") : service.With("depends_on", kept);
        });
        return (chosen, rest);
    }

    private static List<string> ProfilesOf(ComposeNode service) =>
        service is ComposeMapping mapping && mapping["profiles"] is ComposeSequence list ? [.. list.Items.OfType<ComposeScalar>().Select(p => p.Text)] : [];
}
