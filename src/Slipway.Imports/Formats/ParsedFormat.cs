using System.Collections.Immutable;
using Slipway.Core.Clusters;
using Slipway.Core.Configurations;
using Slipway.Core.Diagnostics;

namespace Slipway.Imports.Formats;

/// <summary>What the files gave.</summary>
/// <param name="Name">The cluster's name for which <paramref name="Set"/> was made.</param>
/// <param name="Set">The configurations; null when a finding is an error.</param>
/// <param name="Diagnostics">Every finding.</param>
/// <param name="Inputs">Every file that was read or looked for.</param>
public sealed record ParsedFormat(
    string Name, ConfigurationSet? Set, ImmutableArray<Diagnostic> Diagnostics, ImmutableArray<InputFile> Inputs);
