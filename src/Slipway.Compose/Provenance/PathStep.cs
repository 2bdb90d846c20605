namespace Slipway.Compose;

/// <summary>A step from a node of the finished tree to one below it.</summary>
/// <param name="Key">The key; null in a list.</param>
/// <param name="Index">The position in a list.</param>
/// <param name="KeySpan">Where the key, or the item, is written.</param>
/// <param name="Node">What it leads to.</param>
internal sealed record PathStep(string? Key, int Index, SourceSpan KeySpan, ComposeNode Node);
