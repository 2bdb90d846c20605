using System.Collections.Immutable;
using Slipway.Compose;

namespace Slipway.Cli.Config;

/// <summary>The lists that <c>config</c> prints, each sorted. Taken from the tree, which is there without interpolation as well.</summary>
internal static class ConfigLists
{
    /// <summary>The lists that come before <c>--hash</c> where several are asked for.</summary>
    public static ImmutableArray<ConfigOutput> OfProject() =>
    [
        new ListOutput("--services", "Print the names of the services", project => Keys(project.Tree["services"]), ofWholeProject: true),
        new ListOutput("--volumes", "Print the names of the volumes", project => Keys(project.Tree["volumes"]), ofWholeProject: true),
        new ListOutput("--networks", "Print the names of the networks", project => Keys(project.Tree["networks"]), ofWholeProject: true),
        new ListOutput("--models", "Print the models' names", Models, ofWholeProject: true),
    ];

    public static ImmutableArray<ConfigOutput> OfServices() =>
    [
        new ListOutput("--profiles", "Print the names of the profiles", Profiles),
        new ListOutput("--images", "Print the names of the images", Images),
    ];

    public static IEnumerable<string> Environment(ComposeProject project) => Sorted(project.Environment.Keys).Select(name => $"{name}={project.Environment[name]}");

    // A service without an image is built, under the name that Compose gives it.
    private static IEnumerable<string> Images(ComposeProject project) =>
        Elements(project.Tree["services"]).Select(service => Text(service.Value, "image") ?? $"{project.Name}-{service.Key}");

    private static IEnumerable<string> Models(ComposeProject project) => Elements(project.Tree["models"]).Select(model => Text(model.Value, "model")).OfType<string>();

    private static IEnumerable<string> Profiles(ComposeProject project) => Sorted(
        Elements(project.Tree["services"]).Concat(Elements(project.DisabledTree))
            .SelectMany(service => service.Value is ComposeMapping mapping && mapping["profiles"] is ComposeSequence list ? list.Items.OfType<ComposeScalar>() : [])
            .Select(profile => profile.Text)
            .Distinct(StringComparer.Ordinal));

    private static string? Text(ComposeNode node, string key) => node is ComposeMapping mapping && mapping[key] is ComposeScalar { Text.Length: > 0 } scalar ? scalar.Text : null;

    private static IEnumerable<string> Keys(ComposeNode? node) => Elements(node).Select(entry => entry.Key);

    private static IEnumerable<ComposeEntry> Elements(ComposeNode? node) =>
        node is ComposeMapping mapping ? mapping.Entries.OrderBy(entry => entry.Key, StringComparer.Ordinal) : [];

    private static IOrderedEnumerable<string> Sorted(IEnumerable<string> names) => names.Order(StringComparer.Ordinal);
}
