using System.Collections.Immutable;

namespace Slipway.Api;

/// <summary>Why a commit gave no revision.</summary>
/// <param name="Commit">The commit.</param>
/// <param name="Diagnostics">Every finding, errors first.</param>
public sealed record ConfigurationProblemView(string Commit, ImmutableArray<DiagnosticView> Diagnostics);
