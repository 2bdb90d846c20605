using System.Collections.Immutable;

namespace Slipway.Api;

/// <summary>An error answer (<c>application/problem+json</c>, RFC 9457).</summary>
/// <param name="Title">What went wrong, in short.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">What exactly, and what to do.</param>
/// <param name="Code">Stable code, such as <c>cluster-not-found</c>.</param>
/// <param name="Diagnostics">Findings about the user's files.</param>
public sealed record ProblemView(string Title, int Status, string Detail, string Code, ImmutableArray<DiagnosticView> Diagnostics);
