using Slipway.Core.Configurations;

namespace Slipway.Core.Sources;

/// <summary>Git repositories, mirrored here. Whatever is wrong with what the user named is a <see cref="SourceException"/>.</summary>
public interface IRepositories
{
    /// <summary>Finds the repository behind a path or URL, without fetching anything.</summary>
    Task<RepositoryLocation> LocateAsync(string pathOrUrl, CancellationToken cancellationToken);

    /// <summary>Fetches what is new and resolves a ref to a commit.</summary>
    /// <param name="location">The repository.</param>
    /// <param name="reference">A branch, tag or commit; null is what is checked out, or the default branch.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task<ResolvedCommit> ResolveAsync(RepositoryLocation location, string? reference, CancellationToken cancellationToken);

    /// <summary>Asks the repository for its branches, tags and pull requests (<c>refs/pull/NUMBER/head</c>), without fetching anything.</summary>
    Task<RemoteRefs> ListRefsAsync(string repository, CancellationToken cancellationToken);

    /// <summary>Opens the files of a commit of a repository that was resolved before.</summary>
    Task<ISourceTree> OpenAsync(string repository, string commit, CancellationToken cancellationToken);

    /// <summary>
    /// Makes a directory with the files of a commit, once per commit and scope and never changed by us afterwards, and returns the real paths of
    /// some of them. What containers of one scope write there is seen by no other.
    /// </summary>
    /// <param name="scope">Whose files they are: a cluster's id.</param>
    /// <param name="repository">The repository.</param>
    /// <param name="commit">The commit.</param>
    /// <param name="paths">Paths inside the repository; links that lead outside are refused.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task<IReadOnlyDictionary<string, string>> CheckoutAsync(string scope, string repository, string commit, IReadOnlyCollection<string> paths, CancellationToken cancellationToken);

    /// <summary>Removes every directory that was made for a scope.</summary>
    Task RemoveCheckoutsAsync(string scope, CancellationToken cancellationToken);

    /// <summary>Packs a directory of a commit as a tar archive with <c>.dockerignore</c> applied.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="commit">The commit.</param>
    /// <param name="directory">The directory; empty is the root.</param>
    /// <param name="dockerfile">The Dockerfile relative to the directory, which may lie outside of it; it is always part of the archive, then as <see cref="BuiltImage.OutsideDockerfile"/>. Null for none.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task<Stream> ArchiveAsync(string repository, string commit, string directory, string? dockerfile, CancellationToken cancellationToken);
}
