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

        var profiles = Active(context);
        SuggestProfiles(profiles, services, context);
        var (active, disabled) = Part(services, profiles);
        return new ProjectState(state.Tree.With("services", active), disabled);
    }

    /// <summary>A profile that no service has is allowed, and is worth a word when it looks misspelt.</summary>
    private static void SuggestProfiles(HashSet<string> active, ComposeMapping services, LoadContext context)
    {
        if (active.Count == 0 || active.Contains("*") || context.Report.IsPartial)
        {
            return;
        }

        var known = services.Entries.SelectMany(e => Of(e.Value)).ToHashSet(StringComparer.Ordinal);
        const int LookAt = 20;
        foreach (var profile in active.Where(p => p.Length > 0 && !known.Contains(p)).Take(LookAt).Order(StringComparer.Ordinal))
        {
            if (ShapeWords.Closest(profile, known.Order(StringComparer.Ordinal)) is { } closest)
            {
                context.Report.Add(Rules.UnknownProfile, SourceSpan.WholeFile(services.Span.File), "services", $"no service has the profile {profile}. Did you mean {closest}?");
            }
        }
    }

    /// <summary>The profiles that the caller or the environment chooses.</summary>
    public static HashSet<string> Active(LoadContext context)
    {
        var profiles = context.Options.Profiles.ToHashSet(StringComparer.Ordinal);
        if (profiles.Count == 0)
        {
            // Without a variable this is one profile without a name, which the reference takes for active as well.
            profiles.UnionWith((context.Lookup("COMPOSE_PROFILES") ?? "").Split(',', StringSplitOptions.TrimEntries));
        }

        return profiles;
    }

    public static (ComposeMapping Active, ComposeMapping Disabled) Part(ComposeMapping services, HashSet<string> profiles)
    {
        var groups = services.Entries.ToLookup(e => profiles.Contains("*") || (Of(e.Value) is var own && (own.Count == 0 || own.Any(profiles.Contains))));
        return (services.With([.. groups[true]]), services.With([.. groups[false]]));
    }

    /// <summary>The profiles that a service names.</summary>
    public static List<string> Of(ComposeNode? service) =>
        service is ComposeMapping mapping && mapping["profiles"] is ComposeSequence list ? [.. list.Items.OfType<ComposeScalar>().Select(p => p.Text)] : [];
}
