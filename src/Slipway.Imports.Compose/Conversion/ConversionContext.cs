using System.Collections.Immutable;
using Slipway.Compose;
using Slipway.Core.Sources;
using Slipway.Imports.Compose.Trust;
using Slipway.Imports.Sources;

namespace Slipway.Imports.Compose.Conversion;

/// <summary>What every part of a conversion needs.</summary>
/// <param name="Project">The project.</param>
/// <param name="Tree">The files; what is looked up here becomes an input.</param>
/// <param name="Pinned">The same files, for contents that are pinned and therefore no inputs.</param>
/// <param name="Root">Where the repository appears to be.</param>
/// <param name="Report">Takes the findings.</param>
/// <param name="Trust">What a repository may ask for.</param>
internal sealed record ConversionContext(
    ComposeProject Project, ISourceTree Tree, ISourceTree Pinned, RepositoryRoot Root, ConversionReport Report, TrustOptions Trust)
{
    /// <summary>Gets the other repositories that are open.</summary>
    public IReadOnlyDictionary<WantedSource, OtherTree> Others { get; init; } = ImmutableDictionary<WantedSource, OtherTree>.Empty;

    /// <summary>Gets the other repositories that the project names.</summary>
    public HashSet<WantedSource> Wanted { get; } = [];
}
