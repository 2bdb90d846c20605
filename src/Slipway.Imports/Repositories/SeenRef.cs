namespace Slipway.Imports.Repositories;

/// <summary>A ref of a connected repository as it was last reported or looked at: what has been dealt with.</summary>
/// <param name="RepositoryId">The repository.</param>
/// <param name="Ref">The full ref.</param>
/// <param name="Commit">Where it stood.</param>
/// <param name="SeenAt">When.</param>
public sealed record SeenRef(string RepositoryId, string Ref, string Commit, DateTimeOffset SeenAt);
