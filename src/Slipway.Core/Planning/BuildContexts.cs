using System.Collections.Immutable;
using Slipway.Core.Configurations;
using Slipway.Core.Hashing;

namespace Slipway.Core.Planning;

/// <summary>Contexts that are images of other instances: which image that is, and that it is there first.</summary>
internal static class BuildContexts
{
    private const string ImageScheme = "docker-image://";

    /// <summary>Gives each such context the name of its image.</summary>
    public static ImmutableArray<RunnableConfiguration> Resolve(ImmutableArray<RunnableConfiguration> configurations)
    {
        var byName = configurations.DistinctBy(c => c.Name).ToDictionary(c => c.Name, StringComparer.Ordinal);
        return [.. configurations.Select(c => c.Image is BuiltImage { Contexts: not null } built ? c with { Image = Resolve(built, byName, [c.Name]) } : c)];
    }

    /// <summary>The images that contexts of a build are.</summary>
    public static IEnumerable<string> ImagesOf(BuiltImage image) => (image.Contexts ?? [])
        .Where(c => c.Instance is not null && c.Reference is not null)
        .Select(c => c.Reference![ImageScheme.Length..]);

    private static BuiltImage Resolve(BuiltImage image, Dictionary<string, RunnableConfiguration> all, ImmutableHashSet<string> path) =>
        image.Contexts is not { } contexts || contexts.All(c => c.Instance is null)
            ? image
            : image with { Contexts = [.. contexts.Select(c => Resolve(c, all, path))] };

    // One that leads back to itself stays without a reference, which the builder refuses.
    private static BuildContext Resolve(BuildContext context, Dictionary<string, RunnableConfiguration> all, ImmutableHashSet<string> path) =>
        context.Instance is not { } name || path.Contains(name) || !all.TryGetValue(name, out var other) ? context : context with
        {
            Reference = ImageScheme + (other.Image switch
            {
                BuiltImage built => ContentHash.BuildTag(Resolve(built, all, path.Add(name))),
                RegistryImage registry => registry.Reference,
                _ => string.Empty,
            }),
        };
}
