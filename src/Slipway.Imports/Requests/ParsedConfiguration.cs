using System.Collections.Immutable;
using Slipway.Core.Clusters;
using Slipway.Core.Configurations;
using Slipway.Core.Diagnostics;

namespace Slipway.Imports.Requests;

/// <summary>What the files of an import gave at its commit.</summary>
public sealed record ParsedConfiguration(
    string ClusterName,
    ClusterSource Source,
    string Commit,
    ConfigurationSet Set,
    ImmutableArray<InputFile> Inputs,
    ImmutableArray<Diagnostic> Diagnostics);
