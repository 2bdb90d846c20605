using System.Collections.Immutable;

namespace Slipway.Core.Clusters;

/// <summary>Where a cluster's configuration comes from.</summary>
/// <param name="Repository">The repository: an absolute path or a URL.</param>
/// <param name="Directory">The directory inside it; empty is its root.</param>
/// <param name="Ref">The branch, tag or commit that it follows.</param>
/// <param name="Files">The configuration files, relative to the directory; empty finds them by their usual names.</param>
/// <param name="Profiles">The active profiles.</param>
public sealed record ClusterSource(string Repository, string Directory, string Ref, ImmutableArray<string> Files, ImmutableArray<string> Profiles);
