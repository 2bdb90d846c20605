using System.Collections.Immutable;

namespace Slipway.Imports.Repositories;

/// <summary>
/// Connected repositories with their refs and pull requests. Scoped: changes are pending until the message session or handler commits, and one that
/// another transaction overtook makes that commit fail.
/// </summary>
public interface IConnectedRepositoryStore
{
    Task<ConnectedRepository?> FindAsync(string id, CancellationToken cancellationToken);

    Task<ConnectedRepository?> FindByAddressAsync(string address, CancellationToken cancellationToken);

    /// <summary>Finds a repository by its <c>owner/name</c> on GitHub, in any case.</summary>
    Task<ConnectedRepository?> FindByGitHubNameAsync(string gitHubName, CancellationToken cancellationToken);

    Task<ImmutableArray<ConnectedRepository>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Adds a repository; its address must be free when it commits.</summary>
    void Add(ConnectedRepository repository);

    /// <summary>Replaces a repository that was read in this scope.</summary>
    void Update(ConnectedRepository repository);

    /// <summary>Removes a repository that was read in this scope, with its refs and pull requests.</summary>
    void Remove(ConnectedRepository repository);

    Task<ImmutableArray<SeenRef>> ListRefsAsync(string repositoryId, CancellationToken cancellationToken);

    Task<SeenRef?> FindRefAsync(string repositoryId, string reference, CancellationToken cancellationToken);

    /// <summary>Adds a ref, or replaces the one that was read in this scope.</summary>
    void Put(SeenRef seen);

    /// <summary>Removes a ref that was read in this scope.</summary>
    void Remove(SeenRef seen);

    Task<PullRequest?> FindPullRequestAsync(string repositoryId, int number, CancellationToken cancellationToken);

    Task<ImmutableArray<PullRequest>> ListOpenPullRequestsAsync(string repositoryId, CancellationToken cancellationToken);

    /// <summary>Adds a pull request, or replaces the one that was read in this scope.</summary>
    void Put(PullRequest pullRequest);

    /// <summary>Whether a webhook's delivery was taken before. Forgotten after 30 days.</summary>
    Task<bool> IsDeliveredAsync(string deliveryId, CancellationToken cancellationToken);

    /// <summary>Notes a webhook's delivery; the commit fails if another transaction has noted it meanwhile.</summary>
    void AddDelivery(string deliveryId, DateTimeOffset at);
}
