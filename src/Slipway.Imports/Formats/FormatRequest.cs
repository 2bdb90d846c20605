using System.Collections.Immutable;
using Slipway.Imports.Sources;

namespace Slipway.Imports.Formats;

/// <summary>What is to be parsed.</summary>
/// <param name="Directory">The directory inside the repository; empty is its root.</param>
/// <param name="Files">The configuration files, relative to the directory; empty finds them by their usual names.</param>
/// <param name="Profiles">The active profiles.</param>
/// <param name="ClusterName">The cluster's name; null takes the one that the files give.</param>
/// <param name="FallbackName">The name where neither is given and the directory is the root of the repository.</param>
public sealed record FormatRequest(
    string Directory, ImmutableArray<string> Files, ImmutableArray<string> Profiles, string? ClusterName, string FallbackName)
{
    /// <summary>Gets the other repositories that were opened, because the format wanted them before.</summary>
    public IReadOnlyDictionary<WantedSource, OtherTree> Others { get; init; } = ImmutableDictionary<WantedSource, OtherTree>.Empty;
}
