using System.Collections.Immutable;

namespace Slipway.Compose;

/// <summary>Where the value of a variable comes from.</summary>
/// <param name="Name">The variable.</param>
/// <param name="Source">What gave it a value.</param>
/// <param name="Span">The line of the file that did; null where it was no file.</param>
/// <param name="Text">What is written there; null where nothing is.</param>
/// <param name="Value">What it came to; null where the variable is not set.</param>
/// <param name="Variables">The variables that <paramref name="Text"/> uses in turn.</param>
/// <param name="Hidden">What would have given it a value, had <paramref name="Source"/> not: it counts less.</param>
public sealed record VariableOrigin(
    string Name,
    VariableSource Source,
    SourceSpan? Span,
    string? Text,
    string? Value,
    ImmutableArray<VariableOrigin> Variables,
    ImmutableArray<VariableOrigin> Hidden);
