using System.Collections.Immutable;
using Slipway.Core.Diagnostics;

namespace Slipway.Core.Clusters;

/// <summary>Why a commit gave no revision.</summary>
/// <param name="Commit">The commit.</param>
/// <param name="Diagnostics">Every finding, an error among them.</param>
public sealed record ConfigurationProblem(string Commit, ImmutableArray<Diagnostic> Diagnostics);
