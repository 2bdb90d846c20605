using Slipway.Compose;
using Slipway.Core.Configurations;
using Slipway.Core.Sources;
using Slipway.Imports.Sources;

namespace Slipway.Imports.Compose.Conversion;

/// <summary>Where a build context is: in the repository of the project, or in another one.</summary>
/// <param name="Path">The directory.</param>
/// <param name="Tree">The files; what is looked up here becomes an input, where they are the project's.</param>
/// <param name="Pinned">The same files, for contents that are pinned.</param>
/// <param name="Source">The other repository; null for the project's.</param>
internal sealed record BuildPlace(string Path, ISourceTree Tree, ISourceTree Pinned, BuildSource? Source)
{
    /// <summary>Gets the repository for people.</summary>
    public string Name => Source is null ? "the repository" : RepositoryText.ForPeople(Source.Repository);

    /// <summary>Finds it, and reports where that cannot be; one that is to be opened first is wanted and not reported.</summary>
    public static BuildPlace? Find(ComposeService service, ComposeBuild build, ConversionContext context)
    {
        ReadOnlySpan<string> place = ["services", service.Name, "build", "context"];
        if (GitContext.IsRemote(build.Context))
        {
            return FindRemote(build.Context, context, place);
        }

        if (context.Root.Inside(build.Context) is not { } path)
        {
            context.Report.Refuse(Codes.OutsideRepository, "the build context lies outside of the repository; move it inside", place);
            return null;
        }

        return new BuildPlace(path, context.Tree, context.Pinned, null);
    }

    /// <summary>Finds a Git URL, and reports where that cannot be.</summary>
    /// <param name="text">The URL.</param>
    /// <param name="context">The conversion.</param>
    /// <param name="place">The attribute that names it.</param>
    public static BuildPlace? FindRemote(string text, ConversionContext context, ReadOnlySpan<string> place)
    {
        var (remote, problem) = GitContext.Read(text);
        if (remote is null)
        {
            context.Report.Refuse(Codes.RemoteContext, problem!, place);
            return null;
        }

        var wanted = new WantedSource(remote.Address, remote.Ref);
        context.Wanted.Add(wanted);
        if (!context.Others.TryGetValue(wanted, out var other))
        {
            return null;
        }

        if (other is { Source: { } source, Tree: { } tree })
        {
            return new BuildPlace(remote.Directory, tree, tree, source);
        }

        context.Report.Refuse(Codes.RemoteContext, other.Problem ?? $"{RepositoryText.ForPeople(remote.Address)} cannot be had", place);
        return null;
    }
}
