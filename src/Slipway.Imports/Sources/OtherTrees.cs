using System.Collections.Immutable;
using Slipway.Core.Clusters;
using Slipway.Core.Configurations;
using Slipway.Core.Sources;
using Slipway.Imports.Repositories;

namespace Slipway.Imports.Sources;

/// <summary>
/// The repositories that a configuration names beside its own, each opened once at the commit where its ref stands. What is wrong with one is kept, so
/// that it is told at the place that names it; only one that does not answer is an exception, since trying again may help.
/// </summary>
/// <param name="repositories">The repositories.</param>
/// <param name="own">The configuration's own repository, in normal form.</param>
internal sealed class OtherTrees(IRepositories repositories, string own) : IAsyncDisposable
{
    // Each is fetched whole; a file must not make us fetch the world.
    private const int Most = 20;

    private readonly Dictionary<WantedSource, OtherTree> _trees = [];
    private readonly HashSet<TrackedSource> _tracked = [];

    /// <summary>Gets what was opened so far.</summary>
    public IReadOnlyDictionary<WantedSource, OtherTree> Opened => _trees;

    /// <summary>Gets the branches and tags among them, those that are not there included, since they may come.</summary>
    public ImmutableArray<TrackedSource> Tracked => [.. _tracked];

    /// <summary>Opens what is not open yet.</summary>
    /// <returns>Whether there was any.</returns>
    /// <exception cref="SourceException">One does not answer.</exception>
    public async Task<bool> OpenAsync(IEnumerable<WantedSource> wanted, CancellationToken cancellationToken)
    {
        var added = false;
        foreach (var source in wanted.Where(w => !_trees.ContainsKey(w)))
        {
            _trees.Add(source, _trees.Count < Most ? await OpenAsync(source, cancellationToken).ConfigureAwait(false) : new OtherTree { Problem = $"more than {Most} other repositories are named" });
            added = true;
        }

        return added;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var tree in _trees.Values.Select(t => t.Tree).OfType<ISourceTree>())
        {
            await tree.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task<OtherTree> OpenAsync(WantedSource wanted, CancellationToken cancellationToken)
    {
        try
        {
            var path = LocalPath(wanted.Address);
            if (path is not null && !Path.IsPathFullyQualified(own))
            {
                // Whoever pushes to a server elsewhere must not read what lies on this machine.
                return new OtherTree { Problem = $"{wanted.Address} is on the server's machine; only a repository that is there too may name it" };
            }

            var location = await repositories.LocateAsync(path ?? wanted.Address, cancellationToken).ConfigureAwait(false);
            if (location.IsLocal && path is null)
            {
                return new OtherTree { Problem = $"{RepositoryText.ForPeople(wanted.Address)} is not the URL of a repository" };
            }

            return await OpenAsync(location with { Directory = string.Empty }, wanted.Ref, cancellationToken).ConfigureAwait(false);
        }
        catch (SourceException error) when (error.Failure != SourceFailure.Unreachable)
        {
            return new OtherTree { Problem = error.Message };
        }
    }

    private async Task<OtherTree> OpenAsync(RepositoryLocation location, string? reference, CancellationToken cancellationToken)
    {
        ResolvedCommit resolved;
        try
        {
            resolved = await repositories.ResolveAsync(location, reference, cancellationToken).ConfigureAwait(false);
        }
        catch (SourceException error) when (error.Failure == SourceFailure.UnknownRef && reference is not null)
        {
            _tracked.Add(new TrackedSource(location.Repository, RefNames.FollowedAs(reference), SeenCommit: null));
            throw;
        }

        var source = new BuildSource(location.Repository, resolved.Ref, resolved.Commit);
        if (SourceTracking.IsTracked(source))
        {
            _tracked.Add(new TrackedSource(source.Repository, source.Ref, source.Commit));
        }

        return new OtherTree { Source = source, Tree = await repositories.OpenAsync(source.Repository, source.Commit, cancellationToken).ConfigureAwait(false) };
    }

    /// <summary>The path of a <c>file:</c> URL; null for any other.</summary>
    private static string? LocalPath(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.IsFile && address.StartsWith("file:", StringComparison.OrdinalIgnoreCase)
        ? uri.IsUnc ? throw new SourceException(SourceFailure.Refused, $"{address} names another machine; a file URL begins with file:///") : uri.LocalPath
        : null;
}
