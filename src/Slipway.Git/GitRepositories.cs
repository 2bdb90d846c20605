using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Slipway.Core.Sources;
using Slipway.Git.Archives;
using Slipway.Git.Checkouts;
using Slipway.Git.Commands;
using Slipway.Git.Locating;
using Slipway.Git.Mirrors;
using Slipway.Git.Refs;
using Slipway.Git.Trees;

namespace Slipway.Git;

/// <summary>Git repositories by the <c>git</c> command. Safe for use by several threads and processes.</summary>
public sealed class GitRepositories : IRepositories
{
    private readonly GitOptions _options;
    private readonly ILogger _logger;
    private readonly RepositoryLocator _locator;
    private readonly MirrorStore _mirrors;
    private readonly RefResolver _refs;
    private readonly CheckoutStore _checkouts;

    public GitRepositories(IOptions<GitOptions> options, TimeProvider time, ILogger<GitRepositories> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options.Value;
        _logger = logger;
        var git = new GitRunner(time);
        var mirrors = Path.Combine(_options.Directory, "repositories");
        var locks = new MirrorLocks(mirrors, time);
        _locator = new RepositoryLocator(git);
        _mirrors = new MirrorStore(mirrors, git, locks, logger);
        _refs = new RefResolver(git, _mirrors);
        _checkouts = new CheckoutStore(Path.Combine(_options.Directory, "checkouts"), _options, locks, logger);
    }

    public Task<RepositoryLocation> LocateAsync(string pathOrUrl, CancellationToken cancellationToken) => _locator.LocateAsync(pathOrUrl, cancellationToken);

    public async Task<ResolvedCommit> ResolveAsync(RepositoryLocation location, string? reference, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(location);
        var address = RepositoryAddress.Parse(location.Repository);
        var found = await _refs.ResolveAsync(address, reference, cancellationToken).ConfigureAwait(false);
        // A work tree differs from what is checked out in it; compared with any other ref, a count would say nothing.
        var uncommitted = found.IsDefault ? await _locator.CountUncommittedAsync(address, location.Directory, cancellationToken).ConfigureAwait(false) : 0;
        return new ResolvedCommit(found.Commit, found.Ref, found.IsDefault, uncommitted);
    }

    public Task<RemoteRefs> ListRefsAsync(string repository, CancellationToken cancellationToken) =>
        _mirrors.ListRefsAsync(RepositoryAddress.Parse(repository), cancellationToken);

    public async Task<ISourceTree> OpenAsync(string repository, string commit, CancellationToken cancellationToken) =>
        await OpenTreeAsync(RepositoryAddress.Parse(repository), commit, cancellationToken).ConfigureAwait(false);

    public async Task<IReadOnlyDictionary<string, string>> CheckoutAsync(
        string scope, string repository, string commit, IReadOnlyCollection<string> paths, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var address = RepositoryAddress.Parse(repository);
        var tree = await OpenTreeAsync(address, commit, cancellationToken).ConfigureAwait(false);
        await using (tree.ConfigureAwait(false))
        {
            var disk = await _checkouts.CheckOutAsync(scope, tree, address.DisplayName, cancellationToken).ConfigureAwait(false);
            // On the disk and not in the tree: a container that may write into a checkout could have put links there.
            return paths.Distinct(StringComparer.Ordinal).ToDictionary(
                path => path,
                path => LinkWalk.Find(disk, path, followLast: true) ?? throw new SourceException(SourceFailure.PathNotFound, $"'{path}' is not in the repository at {commit}"),
                StringComparer.Ordinal);
        }
    }

    public Task RemoveCheckoutsAsync(string scope, CancellationToken cancellationToken) => _checkouts.RemoveAsync(scope, cancellationToken);

    /// <summary>Packs a directory. The archive is written while it is read, in bounded memory; dispose it asynchronously.</summary>
    /// <inheritdoc/>
    public async Task<Stream> ArchiveAsync(string repository, string commit, string directory, string? dockerfile, CancellationToken cancellationToken)
    {
        var tree = await OpenTreeAsync(RepositoryAddress.Parse(repository), commit, cancellationToken).ConfigureAwait(false);
        await using (tree.ConfigureAwait(false))
        {
            return new ArchiveStream(new ContextArchive(tree, directory, dockerfile, _options, _logger), cancellationToken);
        }
    }

    private async Task<SourceTree> OpenTreeAsync(RepositoryAddress address, string commit, CancellationToken cancellationToken)
    {
        if (!RefResolver.IsFullId(commit))
        {
            throw new ArgumentException($"'{commit}' is not the full id of a commit", nameof(commit));
        }

        return await _refs.FindCommitAsync(address, commit, cancellationToken).ConfigureAwait(false) is { } found
            ? new SourceTree(address.Value, _mirrors.Of(address), found, _options.EntryLimit)
            : throw new SourceException(SourceFailure.UnknownRef, $"commit {commit} is no longer in {address.DisplayName}");
    }
}
