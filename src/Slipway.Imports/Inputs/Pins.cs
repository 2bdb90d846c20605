using System.Collections.Immutable;
using Slipway.Core.Configurations;
using Slipway.Core.Sources;
using Slipway.Imports.Sources;

namespace Slipway.Imports.Inputs;

/// <summary>
/// Contents that a configuration only names: build contexts, Dockerfiles outside of them, and mounted files. They are taken for each commit, and
/// no configuration is parsed again for them. Paths stay as they were written, because links may lead elsewhere at another commit.
/// </summary>
public static class Pins
{
    /// <summary>Takes every pin anew.</summary>
    /// <param name="set">The configurations.</param>
    /// <param name="tree">The files of their repository.</param>
    /// <param name="moved">Other repositories whose refs stand at another commit now.</param>
    /// <returns>The same configurations with the contents of the commit; null when something that they name is no longer there.</returns>
    public static ConfigurationSet? Take(ConfigurationSet set, ISourceTree tree, MovedSources moved)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(tree);
        ArgumentNullException.ThrowIfNull(moved);
        try
        {
            var configurations = ImmutableArray.CreateBuilder<RunnableConfiguration>(set.Configurations.Length);
            foreach (var configuration in set.Configurations)
            {
                if (Take(configuration, tree, moved) is not { } pinned)
                {
                    return null;
                }

                configurations.Add(pinned);
            }

            return set with { Configurations = configurations.ToImmutable() };
        }
        catch (SourceException)
        {
            // What is wrong is said when the configuration is parsed, at the place that names the path.
            return null;
        }
    }

    /// <summary>Takes the pins of an image.</summary>
    /// <exception cref="SourceException">A path leads outside of the repository, or <c>.dockerignore</c> cannot be read.</exception>
    public static BuiltImage? Take(BuiltImage image, ISourceTree tree)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(tree);
        if (tree.Find(image.ContextPath) is not { IsDirectory: true } context)
        {
            return null;
        }

        string? blob = null;
        if (image.DockerfileInline is null)
        {
            if (tree.Find(Combine(context.Path, image.Dockerfile)) is not { IsDirectory: false } file)
            {
                return null;
            }

            blob = IsOutside(image) ? file.Id : null;
        }

        var dockerfile = image.DockerfileInline is null ? image.Dockerfile : null;
        return tree.FindContext(image.ContextPath, dockerfile) is { } id ? image with { ContextTree = id, DockerfileBlob = blob } : null;
    }

    /// <summary>Takes the pin of a mounted file or directory.</summary>
    /// <exception cref="SourceException">The path leads outside of the repository.</exception>
    public static RepositoryMount? Take(RepositoryMount mount, ISourceTree tree)
    {
        ArgumentNullException.ThrowIfNull(mount);
        ArgumentNullException.ThrowIfNull(tree);
        return tree.Find(mount.Path) is { } entry ? mount with { ContentId = entry.Id } : null;
    }

    private static BuiltImage? Take(BuiltImage image, ISourceTree tree, MovedSources moved) => image.Source is not { } source ? Take(image, tree)
        : moved.Find(source) is { } now ? Take(image with { Source = now.Source }, now.Tree)
        : image;

    private static RunnableConfiguration? Take(RunnableConfiguration configuration, ISourceTree tree, MovedSources moved)
    {
        var image = configuration.Image;
        if (image is BuiltImage built)
        {
            if (Take(built, tree, moved) is not { } pinned)
            {
                return null;
            }

            if (TakeContexts(pinned, tree, moved) is not { } whole)
            {
                return null;
            }

            image = whole;
        }

        var mounts = ImmutableArray.CreateBuilder<Mount>(configuration.Mounts.Length);
        foreach (var mount in configuration.Mounts)
        {
            Mount? pinned = mount is RepositoryMount repository ? Take(repository, tree) : mount;
            if (pinned is null)
            {
                return null;
            }

            mounts.Add(pinned);
        }

        return configuration with { Image = image, Mounts = mounts.ToImmutable() };
    }

    private static BuiltImage? TakeContexts(BuiltImage image, ISourceTree tree, MovedSources moved)
    {
        if (image.Contexts is not { } contexts || contexts.All(c => c.Path is null))
        {
            return image;
        }

        var taken = ImmutableArray.CreateBuilder<BuildContext>(contexts.Length);
        foreach (var context in contexts)
        {
            if (Take(context, tree, moved) is not { } pinned)
            {
                return null;
            }

            taken.Add(pinned);
        }

        return image with { Contexts = taken.ToImmutable() };
    }

    private static BuildContext? Take(BuildContext context, ISourceTree tree, MovedSources moved) => (context.Path, context.Source) switch
    {
        (null, _) => context,
        (_, null) => Take(context, tree),
        (_, { } source) => moved.Find(source) is { } now ? Take(context with { Source = now.Source }, now.Tree) : context,
    };

    private static BuildContext? Take(BuildContext context, ISourceTree tree) =>
        tree.Find(context.Path!) is { IsDirectory: true } directory ? context with { Tree = directory.Id } : null;

    // By the text, as the archive decides it: no link makes it another one.
    private static bool IsOutside(BuiltImage image) => image.Dockerfile.StartsWith("../", StringComparison.Ordinal);

    private static string Combine(string directory, string path) => directory.Length == 0 ? path : $"{directory}/{path}";
}
