using System.Collections.Immutable;
using Slipway.Compose;
using Slipway.Core.Configurations;
using Slipway.Core.Sources;

namespace Slipway.Imports.Compose.Conversion;

/// <summary>The <c>additional_contexts</c> of a build.</summary>
internal static class FurtherContexts
{
    private const string ServicePrefix = "service:";

    // What builders fetch by themselves. Other schemes name files of the host.
    private static readonly string[] Schemes = ["docker-image://", "https://", "http://"];

    public static ImmutableArray<BuildContext>? Convert(ComposeService service, ComposeBuild build, ConversionContext context)
    {
        var contexts = build.AdditionalContexts.Select(c => Convert(service, c.Key, c.Value, context)).OfType<BuildContext>().ToImmutableArray();
        return contexts.IsEmpty ? null : contexts;
    }

    private static BuildContext? Convert(ComposeService service, string name, string value, ConversionContext context)
    {
        ReadOnlySpan<string> place = ["services", service.Name, "build", "additional_contexts", name];
        if (value.StartsWith(ServicePrefix, StringComparison.Ordinal))
        {
            var other = value[ServicePrefix.Length..];
            if (other != service.Name && context.Project.Services.ContainsKey(other))
            {
                return new BuildContext { Name = name, Instance = other };
            }

            context.Report.Refuse(Codes.Unsupported, $"there is no other service {other} among those that run", place);
            return null;
        }

        if (GitContext.NamesRepository(value))
        {
            return ConvertRemote(name, value, context, place);
        }

        if (Schemes.Any(s => value.StartsWith(s, StringComparison.Ordinal)))
        {
            return new BuildContext { Name = name, Reference = value };
        }

        if (context.Root.Inside(value) is not { } path)
        {
            context.Report.Refuse(Codes.OutsideRepository, $"{value} lies outside of the repository; use a directory inside it, a Git URL, an image (docker-image://…) or the URL of an archive", place);
            return null;
        }

        try
        {
            if (context.Tree.Find(path) is { IsDirectory: true } && context.Pinned.Find(path) is { } directory)
            {
                return new BuildContext { Name = name, Path = path, Tree = directory.Id };
            }

            context.Report.Refuse(Codes.NotInRepository, $"the repository has no directory {path} at this commit; add and commit it", place);
        }
        catch (SourceException error)
        {
            context.Report.Refuse(Codes.OutsideRepository, error.Message, place);
        }

        return null;
    }

    private static BuildContext? ConvertRemote(string name, string value, ConversionContext context, ReadOnlySpan<string> place)
    {
        if (BuildPlace.FindRemote(value, context, place) is not { } found)
        {
            return null;
        }

        try
        {
            if (found.Tree.Find(found.Path) is { IsDirectory: true } directory)
            {
                return new BuildContext { Name = name, Source = found.Source, Path = found.Path, Tree = directory.Id };
            }

            context.Report.Refuse(Codes.NotInRepository, $"{found.Name} has no directory {(found.Path.Length == 0 ? "." : found.Path)} at this commit; add and commit it", place);
        }
        catch (SourceException error)
        {
            context.Report.Refuse(Codes.OutsideRepository, error.Message, place);
        }

        return null;
    }
}
