namespace Slipway.Compose;

/// <summary>One key of a mapping with its value.</summary>
/// <param name="Key">The key.</param>
/// <param name="KeySpan">Where the key is written.</param>
/// <param name="Value">The value.</param>
public readonly record struct ComposeEntry(string Key, SourceSpan KeySpan, ComposeNode Value);
