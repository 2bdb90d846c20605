namespace Slipway.Compose;

/// <summary>Drops the networks, volumes, secrets, configs and models that no active service uses.</summary>
internal static class PrunePass
{
    public static ComposeMapping Run(ComposeMapping project)
    {
        var services = project["services"] is ComposeMapping all ? all.Entries.Select(e => e.Value).OfType<ComposeMapping>().ToList() : [];
        project = Keep(project, "networks", services.SelectMany(s => Keys(s["networks"])));
        project = Keep(project, "models", services.SelectMany(s => Keys(s["models"])));
        project = Keep(project, "volumes", services.SelectMany(s => References(s["volumes"], m => m["type"] is ComposeScalar { Text: "volume" })));
        project = Keep(project, "configs", services.SelectMany(s => References(s["configs"], _ => true)));
        return Keep(project, "secrets", services.SelectMany(s => References(s["secrets"], _ => true)
            .Concat(s["build"] is ComposeMapping build ? References(build["secrets"], _ => true) : [])));
    }

    private static ComposeMapping Keep(ComposeMapping project, string section, IEnumerable<string> used)
    {
        if (project[section] is not ComposeMapping elements)
        {
            return project;
        }

        var names = used.ToHashSet(StringComparer.Ordinal);
        var kept = TreeRewriter.Map(elements, names, static (entry, n) => n.Contains(entry.Key) ? entry.Value : null);
        return kept.Entries.IsEmpty ? project.Without(section) : project.With(section, kept);
    }

    private static IEnumerable<string> Keys(ComposeNode? node) => node is ComposeMapping mapping ? mapping.Entries.Select(e => e.Key) : [];

    private static IEnumerable<string> References(ComposeNode? node, Func<ComposeMapping, bool> counts) => node is ComposeSequence list
        ? list.Items.OfType<ComposeMapping>().Where(counts).Select(m => m["source"] is ComposeScalar source ? source.Text : "")
        : [];
}
