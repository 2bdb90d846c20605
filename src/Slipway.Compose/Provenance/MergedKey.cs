namespace Slipway.Compose;

/// <summary>What merge keys offered one key of a mapping.</summary>
/// <param name="Via">The merge key that brought the value; null where the mapping says it itself.</param>
/// <param name="Hidden">The values that lost, with the merge key of each; the first one came nearest.</param>
internal sealed record MergedKey(SourceSpan? Via, List<(ComposeNode Value, SourceSpan Via)> Hidden);
