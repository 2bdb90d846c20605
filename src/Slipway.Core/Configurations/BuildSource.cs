namespace Slipway.Core.Configurations;

/// <summary>Another repository than that of the configuration, from which a context of a build comes.</summary>
/// <param name="Repository">The repository, in normal form. May hold credentials: show it by <see cref="Sources.RepositoryText.ForPeople"/>.</param>
/// <param name="Ref">The branch or tag; the commit's id where that was named.</param>
/// <param name="Commit">Where the ref stood.</param>
public sealed record BuildSource(string Repository, string Ref, string Commit);
