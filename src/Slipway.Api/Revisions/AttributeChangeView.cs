namespace Slipway.Api;

/// <summary>An attribute that differs.</summary>
/// <param name="Name">Which one, as <c>environment</c>.</param>
/// <param name="Text">What happened to it, for people: <c>LOG_LEVEL from "info" to "debug"</c>. No contents of files, and no values that look secret.</param>
/// <param name="From">What it was; null for nothing, and where it is not to be shown.</param>
/// <param name="To">What it is; null for nothing, and where it is not to be shown.</param>
public sealed record AttributeChangeView(string Name, string Text, string? From, string? To);
