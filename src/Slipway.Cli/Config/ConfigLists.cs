using Slipway.Compose;

namespace Slipway.Cli.Config;

/// <summary>The lists that <c>config</c> prints, each sorted.</summary>
internal static class ConfigLists
{
    public static IEnumerable<string> Services(ComposeProject project) => Sorted(project.Services.Keys);

    public static IEnumerable<string> Volumes(ComposeProject project) => Sorted(project.Volumes.Keys);

    public static IEnumerable<string> Networks(ComposeProject project) => Sorted(project.Networks.Keys);

    // A service without an image is built, under the name that Compose gives it.
    public static IEnumerable<string> Images(ComposeProject project) =>
        project.Services.Values.OrderBy(service => service.Name, StringComparer.Ordinal).Select(service => service.Image ?? $"{project.Name}-{service.Name}");

    public static IEnumerable<string> Profiles(ComposeProject project) =>
        Sorted(project.Services.Values.Concat(project.DisabledServices.Values).SelectMany(service => service.Profiles).Distinct(StringComparer.Ordinal));

    public static IEnumerable<string> Environment(ComposeProject project) => Sorted(project.Environment.Keys).Select(name => $"{name}={project.Environment[name]}");

    private static IOrderedEnumerable<string> Sorted(IEnumerable<string> names) => names.Order(StringComparer.Ordinal);
}
