namespace Slipway.Compose;

/// <summary>A line of an env file, or another place that gave a variable its value.</summary>
/// <param name="Source">What the place is.</param>
/// <param name="Span">The place; null where it is no file.</param>
/// <param name="Text">What is written there.</param>
/// <param name="Value">What it came to.</param>
/// <param name="HasVariables">Whether what is written is a template.</param>
internal sealed record LoggedVariable(VariableSource Source, SourceSpan? Span, string? Text, string Value, bool HasVariables);
