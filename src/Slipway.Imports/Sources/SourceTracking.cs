using System.Collections.Immutable;
using Slipway.Core.Clusters;
using Slipway.Core.Configurations;
using Slipway.Core.Sources;
using Slipway.Imports.Inputs;
using Slipway.Imports.Repositories;

namespace Slipway.Imports.Sources;

/// <summary>Where the other repositories that clusters are built from stand.</summary>
internal static class SourceTracking
{
    /// <summary>Whether it can move: a branch or a tag, not a commit that was named by its id.</summary>
    public static bool IsTracked(BuildSource source) => source.Ref != source.Commit;

    /// <summary>The branches and tags that a set is built from, at the commits that it has.</summary>
    public static ImmutableArray<TrackedSource> Of(ConfigurationSet set) =>
    [
        .. set.Configurations.Select(c => c.Image).OfType<BuiltImage>().SelectMany(SourcesOf).Where(IsTracked)
            .Select(s => new TrackedSource(s.Repository, s.Ref, s.Commit)).DistinctBy(s => s.Branch)
            .OrderBy(s => s.Repository, StringComparer.Ordinal).ThenBy(s => s.Ref, StringComparer.Ordinal),
    ];

    private static IEnumerable<BuildSource> SourcesOf(BuiltImage image) => (image.Contexts ?? []).Select(c => c.Source).Prepend(image.Source).OfType<BuildSource>();

    /// <summary>Puts what was looked at in the place of what was seen before.</summary>
    public static ImmutableArray<TrackedSource> With(this ImmutableArray<TrackedSource> seen, ImmutableArray<TrackedSource> looked)
    {
        var branches = looked.Select(l => l.Branch).ToHashSet();
        return [.. seen.Where(s => !branches.Contains(s.Branch)), .. looked];
    }

    /// <summary>
    /// Asks each repository once where its refs stand, without fetching. What a repository that does not answer has is taken as it was seen: the regular look
    /// finds what moved meanwhile. A ref that went stays at what was seen, too.
    /// </summary>
    public static async Task<ImmutableArray<TrackedSource>> LookAsync(IRepositories repositories, ImmutableArray<TrackedSource> tracked, CancellationToken cancellationToken)
    {
        var looked = ImmutableArray.CreateBuilder<TrackedSource>(tracked.Length);
        foreach (var repository in tracked.GroupBy(t => t.Repository, StringComparer.Ordinal))
        {
            RemoteRefs? refs = null;
            try
            {
                refs = await repositories.ListRefsAsync(repository.Key, cancellationToken).ConfigureAwait(false);
            }
            catch (SourceException)
            {
                // Left as it was seen.
            }

            looked.AddRange(repository.Select(t => refs is not null && Find(refs, t.Ref) is { } found ? t with { SeenCommit = found.Commit } : t));
        }

        return looked.ToImmutable();
    }

    /// <summary>The ref that is meant by the name by which it is followed: a branch hides the tag of its name.</summary>
    public static RemoteRef? Find(RemoteRefs refs, string followed) =>
        refs.Refs.FirstOrDefault(r => RefNames.BranchOf(r.Name) == followed) ?? refs.Refs.FirstOrDefault(r => RefNames.FollowedAs(r.Name) == followed);

    /// <summary>Opens those whose commit is another one than a set has, for <see cref="Pins"/>.</summary>
    public static async Task<MovedSources> OpenMovedAsync(
        IRepositories repositories, ConfigurationSet set, ImmutableArray<TrackedSource> looked, CancellationToken cancellationToken)
    {
        var moved = new MovedSources();
        try
        {
            foreach (var source in looked.Except(Of(set)).Where(s => s.SeenCommit is not null).DistinctBy(s => s.Branch))
            {
                var tree = await repositories.OpenAsync(source.Repository, source.SeenCommit!, cancellationToken).ConfigureAwait(false);
                moved.Add(new BuildSource(source.Repository, source.Ref, source.SeenCommit!), tree);
            }

            return moved;
        }
        catch
        {
            await moved.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>A sentence about the first that moved; null for none.</summary>
    public static string? FirstMove(ImmutableArray<TrackedSource> seen, ImmutableArray<TrackedSource> looked) =>
        looked.Except(seen).FirstOrDefault() is { SeenCommit: { } commit } moved ? $"{NameOf(moved.Repository)} {moved.Ref} at {commit[..8]}" : null;

    /// <summary>A repository for people.</summary>
    public static string NameOf(string repository) => RepositoryText.ForPeople(repository);
}
