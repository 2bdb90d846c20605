using System.Collections.Immutable;

namespace Slipway.Core.Clusters;

/// <summary>
/// Clusters and their revisions. Scoped: changes are pending until the message session or handler commits, and a change that another
/// transaction overtook makes that commit fail, so that the handler runs again on what is true.
/// </summary>
public interface IClusterStore
{
    Task<Cluster?> FindAsync(string id, CancellationToken cancellationToken);

    Task<Cluster?> FindByNameAsync(string name, CancellationToken cancellationToken);

    Task<ImmutableArray<Cluster>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Gets the clusters that are made from a branch: those that follow it and those that are built from it beside their own.</summary>
    Task<ImmutableArray<Cluster>> ListByBranchAsync(TrackedBranch branch, CancellationToken cancellationToken);

    /// <summary>Gets the clusters that follow a branch or tag of a repository.</summary>
    Task<ImmutableArray<Cluster>> ListByRepositoryAsync(string repository, CancellationToken cancellationToken);

    /// <summary>Gets the clusters that are built from a repository beside their own.</summary>
    /// <param name="addresses">The forms of its address.</param>
    /// <param name="reference">The branch or tag; null for any.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task<ImmutableArray<Cluster>> ListBuiltFromAsync(ImmutableArray<string> addresses, string? reference, CancellationToken cancellationToken);

    /// <summary>Gets the newest revisions of a cluster, newest first.</summary>
    /// <param name="clusterId">The cluster.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task<ImmutableArray<Revision>> ListRevisionsAsync(string clusterId, int limit, CancellationToken cancellationToken);

    Task<Revision?> FindRevisionAsync(string clusterId, int number, CancellationToken cancellationToken);

    /// <summary>Adds a cluster; the name must be free when it commits.</summary>
    void Add(Cluster cluster);

    /// <summary>Replaces a cluster that was read in this scope.</summary>
    void Update(Cluster cluster);

    /// <summary>Removes a cluster that was read in this scope, with its revisions. Its operations stay as history.</summary>
    void Remove(Cluster cluster);

    /// <summary>Adds a revision.</summary>
    void Add(Revision revision);
}
