using System.Collections.Immutable;
using System.Globalization;
using Slipway.Compose;
using Slipway.Core.Configurations;

namespace Slipway.Imports.Compose.Conversion;

/// <summary>What a build gets beside its context.</summary>
internal static class BuildParts
{
    private const string RegistryCache = "registry";

    /// <summary>The images to take layers from. A cache in a directory would be one of the host, and others need credentials of the server.</summary>
    public static ImmutableArray<string>? CacheFrom(ComposeService service, ComposeBuild build, ConversionContext context)
    {
        var images = ImmutableArray.CreateBuilder<string>();
        for (var i = 0; i < build.CacheFrom.Count; i++)
        {
            if (ReferenceOf(build.CacheFrom[i]) is { } image)
            {
                images.Add(image);
            }
            else
            {
                context.Report.Refuse(
                    Codes.HostPath, $"{build.CacheFrom[i]} is a cache outside of the repository; name an image, or leave it out",
                    "services", service.Name, "build", "cache_from", i.ToString(CultureInfo.InvariantCulture));
            }
        }

        return images.Count == 0 ? null : images.ToImmutable();
    }

    /// <summary>The secrets with their contents.</summary>
    public static ImmutableArray<BuildSecret>? Secrets(ComposeService service, ComposeBuild build, ConversionContext context)
    {
        var secrets = ImmutableArray.CreateBuilder<BuildSecret>();
        foreach (var reference in build.Secrets)
        {
            if (FileConverter.SecretOf(reference.Source, context) is { } content)
            {
                secrets.Add(new BuildSecret(reference.Target ?? reference.Source, System.Convert.ToBase64String(content)));
            }
        }

        return secrets.Count == 0 ? null : secrets.ToImmutable();
    }

    private static string? ReferenceOf(string cache)
    {
        var words = cache.Split(',', StringSplitOptions.TrimEntries);
        if (words.Length == 1 && !words[0].Contains('=', StringComparison.Ordinal))
        {
            return words[0];
        }

        var options = words.Select(w => w.Split('=', 2)).Where(w => w.Length == 2).ToLookup(w => w[0], w => w[1], StringComparer.Ordinal);
        return options["type"].FirstOrDefault() == RegistryCache && options["ref"].FirstOrDefault() is { Length: > 0 } reference && options.Count == 2 ? reference : null;
    }
}
