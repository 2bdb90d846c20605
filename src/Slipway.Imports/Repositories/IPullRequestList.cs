using System.Collections.Immutable;
using Slipway.Core.Sources;

namespace Slipway.Imports.Repositories;

/// <summary>Tells which pull requests are open; Git alone does not. Registered only where there is something to sign in with.</summary>
public interface IPullRequestList
{
    /// <summary>Lists them.</summary>
    /// <param name="repository">The repository's <c>owner/name</c>.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The open ones; their <see cref="PullRequest.RepositoryId"/> is empty. Null where there are more than are told, so that nothing follows for the others.</returns>
    /// <exception cref="SourceException">It cannot be had now.</exception>
    Task<ImmutableArray<PullRequest>?> ListOpenAsync(string repository, CancellationToken cancellationToken);
}
