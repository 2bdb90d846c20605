using System.Collections.Immutable;

namespace Slipway.Api;

/// <summary>A revision of an environment: <c>GET /api/clusters/NAME/revisions</c>, newest first.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="IsCurrent">Whether it is the one that runs, or is being brought to run.</param>
/// <param name="Commit">The commit; null for an environment that was made from configurations directly.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="Instances">The names of its instances.</param>
/// <param name="Summary">What it changed against the one before, in a line.</param>
/// <param name="Diagnostics">Warnings about its files.</param>
public sealed record RevisionView(
    int Number, bool IsCurrent, string? Commit, DateTimeOffset CreatedAt, ImmutableArray<string> Instances, string Summary, ImmutableArray<DiagnosticView> Diagnostics);
