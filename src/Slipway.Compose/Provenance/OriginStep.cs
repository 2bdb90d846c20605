namespace Slipway.Compose;

/// <summary>How a value got from the place where it is written to the place where it counts.</summary>
/// <param name="Kind">By what.</param>
/// <param name="Span">Where that is written.</param>
public sealed record OriginStep(OriginStepKind Kind, SourceSpan Span);
