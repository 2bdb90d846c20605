using System.Collections.Immutable;

namespace Slipway.Compose;

/// <summary>One place that says what a value is.</summary>
/// <param name="Kind">What the place is.</param>
/// <param name="Span">The place. Line and column are 0 for what stands in no file.</param>
/// <param name="Text">What is written there, before variables were filled in; null for mappings, lists and defaults.</param>
/// <param name="Value">What this place alone comes to; null for mappings, lists, and where it has no value.</param>
/// <param name="Steps">How it got from there to here, the outermost step first: which include, extends, merge key or env file brought it.</param>
/// <param name="Variables">The variables in <paramref name="Text"/>, in order.</param>
public sealed record ValueOrigin(
    OriginKind Kind,
    SourceSpan Span,
    string? Text,
    string? Value,
    ImmutableArray<OriginStep> Steps,
    ImmutableArray<VariableOrigin> Variables);
