using System.Collections.Immutable;
using Slipway.Core.Clusters;
using Slipway.Core.Configurations;
using Slipway.Core.Diagnostics;
using Slipway.Imports.Sources;

namespace Slipway.Imports.Formats;

/// <summary>What the files gave.</summary>
/// <param name="Name">The cluster's name for which <paramref name="Set"/> was made.</param>
/// <param name="Set">The configurations; null when a finding is an error.</param>
/// <param name="Diagnostics">Every finding.</param>
/// <param name="Inputs">Every file that was read or looked for.</param>
public sealed record ParsedFormat(
    string Name, ConfigurationSet? Set, ImmutableArray<Diagnostic> Diagnostics, ImmutableArray<InputFile> Inputs)
{
    /// <summary>Gets the other repositories that the configuration names. While one of them is not open, the rest does not count: it is parsed again.</summary>
    public ImmutableArray<WantedSource> Wanted { get; init; } = [];

    /// <summary>Gets the branches and tags of other repositories that it is built from, as far as they could be had.</summary>
    public ImmutableArray<TrackedSource> Tracked { get; init; } = [];
}
