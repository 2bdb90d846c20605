using Slipway.Compose;
using Slipway.Core.Configurations;
using Slipway.Core.Sources;
using Slipway.Imports.Inputs;

namespace Slipway.Imports.Compose.Conversion;

/// <summary>The <c>build</c> of a service.</summary>
internal static class BuildConverter
{
    public static BuiltImage? Convert(ComposeService service, ComposeBuild build, ConversionContext context)
    {
        var report = context.Report;
        RefuseHostNetwork(service, build, context);
        if (build.Platforms.Count > 1)
        {
            report.Tell("services", service.Name, "build", "platforms");
        }

        if (BuildPlace.Find(service, build, context) is not { } place)
        {
            return null;
        }

        try
        {
            if (place.Tree.Find(place.Path) is not { IsDirectory: true } directory)
            {
                report.Refuse(Codes.NotInRepository, $"{place.Name} has no directory {(place.Path.Length == 0 ? "." : place.Path)} at this commit; add and commit it", "services", service.Name, "build", "context");
                return null;
            }

            if (FindDockerfile(service, build, directory, place, context) is not { } dockerfile)
            {
                return null;
            }

            var image = new BuiltImage
            {
                // As it is written: at another commit links may lead elsewhere.
                Source = place.Source,
                ContextPath = place.Path,
                ContextTree = directory.Id,
                Dockerfile = dockerfile,
                DockerfileInline = build.DockerfileInline,
                Args = build.Args.ToSorted(),
                Target = build.Target,
                Platform = build.Platforms.Count == 1 ? build.Platforms[0] : service.Platform,
                Labels = build.Labels.ToSorted(),
                ExtraHosts = [.. build.ExtraHosts.Select(h => h.Replace('=', ':'))],
                Network = build.Network,
                ShmSizeBytes = build.ShmSizeBytes ?? 0,
                Contexts = FurtherContexts.Convert(service, build, context),
                CacheFrom = BuildParts.CacheFrom(service, build, context),
                Secrets = BuildParts.Secrets(service, build, context),
                ProcessLimits = build.Ulimits.Count == 0 ? null : [.. build.Ulimits.Select(u => new ProcessLimit(u.Key, u.Value.Soft, u.Value.Hard))],
                Tags = [.. build.Tags.Prepend(service.Image).OfType<string>().Where(t => t.Length > 0)],
            };
            return Pins.Take(image, place.Pinned);
        }
        catch (SourceException error)
        {
            report.Refuse(Codes.OutsideRepository, error.Message, "services", service.Name, "build", "context");
            return null;
        }
    }

    private static string? FindDockerfile(ComposeService service, ComposeBuild build, SourceEntry directory, BuildPlace place, ConversionContext context)
    {
        if (build.DockerfileInline is not null)
        {
            return "Dockerfile";
        }

        var written = build.Dockerfile ?? "Dockerfile";
        var absolute = PosixCombine(context.Root.Absolute(directory.Path), written);
        if (context.Root.Inside(absolute) is not { } inside)
        {
            context.Report.Refuse(Codes.OutsideRepository, $"{written} lies outside of the repository; move it inside", "services", service.Name, "build", "dockerfile");
            return null;
        }

        // Relative to the context by its text, not by where it is now: links may lead elsewhere at another commit.
        var relative = Relative(written);
        if (place.Pinned.Find(directory.Path.Length == 0 ? relative : $"{directory.Path}/{relative}") is { IsDirectory: false })
        {
            return relative;
        }

        context.Report.Refuse(Codes.NotInRepository, $"{place.Name} has no {inside} at this commit; add and commit it", "services", service.Name, "build", "dockerfile");
        return null;
    }

    /// <summary>Removes <c>.</c>, and <c>..</c> where a name stands before it.</summary>
    private static string Relative(string path)
    {
        var kept = new List<string>();
        foreach (var part in path.Split('/'))
        {
            if (part == ".." && kept.Count > 0 && kept[^1] != "..")
            {
                kept.RemoveAt(kept.Count - 1);
            }
            else if (part is not ("" or "."))
            {
                kept.Add(part);
            }
        }

        return string.Join('/', kept);
    }

    private static void RefuseHostNetwork(ComposeService service, ComposeBuild build, ConversionContext context)
    {
        if (build.Network is "host" && !context.Trust.HostNamespaces)
        {
            context.Report.Refuse(
                Codes.HostNamespace, "the host's network is refused; leave network out (server setting Slipway:Trust:HostNamespaces)", "services", service.Name, "build", "network");
        }
    }

    private static string PosixCombine(string directory, string path)
    {
        var parts = new List<string>();
        foreach (var part in (path.StartsWith('/') ? path : $"{directory}/{path}").Split('/'))
        {
            if (part == ".." && parts.Count > 0)
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part.Length > 0 && part is not ("." or ".."))
            {
                parts.Add(part);
            }
        }

        return "/" + string.Join('/', parts);
    }
}
