using Slipway.Core.Clusters;
using Slipway.Core.Sources;
using Slipway.Imports.Formats;
using Slipway.Imports.Repositories;
using Slipway.Imports.Requests;
using Slipway.Imports.Sources;

namespace Slipway.Imports.Flow;

/// <summary>Reads the configuration of an import at the commit that its ref resolves to, under the name that its cluster gets.</summary>
public sealed class ConfigurationParser<TFormat>(IRepositories repositories, TFormat format)
    where TFormat : IFormat
{
    /// <summary>Fetches, resolves and parses.</summary>
    /// <param name="import">What was asked for.</param>
    /// <param name="clusters">The clusters that there are.</param>
    /// <param name="phase">Is told what is being done.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="SourceException">Something is wrong with the repository, ref or path.</exception>
    public async Task<ParsedImport> ParseAsync(Import import, IClusterStore clusters, Action<string> phase, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(import);
        ArgumentNullException.ThrowIfNull(clusters);
        ArgumentNullException.ThrowIfNull(phase);
        phase("fetching the repository");
        var location = await repositories.LocateAsync(import.Requested, cancellationToken).ConfigureAwait(false);
        location = import.Directory is { } directory ? location with { Directory = directory } : location;
        var resolved = await repositories.ResolveAsync(location, import.Ref, cancellationToken).ConfigureAwait(false);

        phase($"reading the configuration at {resolved.Commit[..8]}");
        var tree = await repositories.OpenAsync(location.Repository, resolved.Commit, cancellationToken).ConfigureAwait(false);
        await using (tree.ConfigureAwait(false))
        {
            var request = new FormatRequest(location.Directory, import.Files, import.Profiles, import.Name, NameOf(location.Repository));
            var others = new OtherTrees(repositories, location.Repository);
            await using var _ = others.ConfigureAwait(false);
            var parsed = await ParseAsync(request, tree, others, cancellationToken).ConfigureAwait(false);
            var source = new ClusterSource(location.Repository, location.Directory, resolved.Ref, import.Files, import.Profiles);
            if (import.Name is null && parsed.Set is not null)
            {
                var name = await ChooseNameAsync(parsed.Name, source, resolved, import, clusters, cancellationToken).ConfigureAwait(false);

                // Networks and volumes carry the cluster's name, so another name means another reading.
                parsed = name == parsed.Name ? parsed : await ParseAsync(request with { ClusterName = name }, tree, others, cancellationToken).ConfigureAwait(false);
            }

            return new ParsedImport(source, resolved, parsed);
        }
    }

    /// <summary>Parses again for a cluster that there is.</summary>
    /// <param name="source">Where its configuration comes from.</param>
    /// <param name="name">Its name.</param>
    /// <param name="commit">The commit, which was resolved before.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="SourceException">Something is wrong with the repository or a path.</exception>
    public async Task<ParsedFormat> ParseAsync(ClusterSource source, string name, string commit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        var tree = await repositories.OpenAsync(source.Repository, commit, cancellationToken).ConfigureAwait(false);
        await using (tree.ConfigureAwait(false))
        {
            var others = new OtherTrees(repositories, source.Repository);
            await using var _ = others.ConfigureAwait(false);
            var request = new FormatRequest(source.Directory, source.Files, source.Profiles, name, NameOf(source.Repository));
            return await ParseAsync(request, tree, others, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Which other repositories are needed shows only when the files are read; they are opened then, and the files are read once more.</summary>
    private async Task<ParsedFormat> ParseAsync(FormatRequest request, ISourceTree tree, OtherTrees others, CancellationToken cancellationToken)
    {
        while (true)
        {
            var parsed = format.Parse(request with { Others = others.Opened }, tree);
            if (!await others.OpenAsync(parsed.Wanted, cancellationToken).ConfigureAwait(false))
            {
                return parsed with { Tracked = others.Tracked };
            }
        }
    }

    /// <summary>
    /// The project's own name for the default ref, and one with the ref for any other. A cluster that follows the ref keeps its name, and
    /// a ref that was named never takes the cluster of another one: what is checked out, and with it the default, changes.
    /// </summary>
    private static async Task<string> ChooseNameAsync(
        string own, ClusterSource source, ResolvedCommit resolved, Import import, IClusterStore clusters, CancellationToken cancellationToken)
    {
        var isRefNamed = import.Ref is not null;
        var withRef = NamePattern.Fill(import.NamePattern, own, resolved.Ref);
        var isPatternForAll = import.NamePattern is not null;
        var suffixed = NamePattern.WithSuffix(withRef, resolved.Ref);
        var taken = await clusters.FindByNameAsync(withRef, cancellationToken).ConfigureAwait(false);
        if (taken is not null && Follows(taken, source))
        {
            return withRef;
        }

        // feature/a and feature-a come to the same name, and so do long ones that begin alike.
        if (taken is not null && IsOf(taken, source) && taken.State != ClusterState.Removing && (withRef != own || isPatternForAll))
        {
            withRef = suffixed;
        }
        else if (await clusters.FindByNameAsync(suffixed, cancellationToken).ConfigureAwait(false) is { } other && Follows(other, source))
        {
            return suffixed;
        }

        if (isPatternForAll)
        {
            return withRef;
        }

        if (await clusters.FindByNameAsync(own, cancellationToken).ConfigureAwait(false) is { } plain && IsOf(plain, source))
        {
            return plain.Source?.Ref == source.Ref || (resolved.IsDefault && !isRefNamed) ? own : withRef;
        }

        return resolved.IsDefault ? own : withRef;
    }

    private static bool IsOf(Cluster cluster, ClusterSource source) =>
        cluster.Source is { } known && known.Repository == source.Repository && known.Directory == source.Directory;

    private static bool Follows(Cluster cluster, ClusterSource source) => IsOf(cluster, source) && cluster.Source!.Ref == source.Ref;

    private static string NameOf(string repository)
    {
        var name = repository.TrimEnd('/').Split('/', ':')[^1];
        return name.EndsWith(".git", StringComparison.Ordinal) ? name[..^4] : name;
    }
}
