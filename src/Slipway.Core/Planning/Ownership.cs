namespace Slipway.Core.Planning;

/// <summary>Whose containers, networks and volumes these are; written as labels, and the only thing by which they are found again.</summary>
/// <param name="ClusterId">The cluster's id.</param>
/// <param name="ClusterName">The cluster's name, which is the project name for other tools.</param>
/// <param name="Revision">The revision that created it.</param>
/// <param name="Source">Where the configuration came from, for people; empty for none.</param>
/// <param name="Commit">The commit; empty for none.</param>
public sealed record Ownership(string ClusterId, string ClusterName, int Revision, string Source, string Commit);
