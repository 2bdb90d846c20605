namespace Slipway.Compose;

/// <summary>A piece of a path as it was typed.</summary>
/// <param name="Text">The key or position.</param>
/// <param name="Exact">Whether it stood in quotes or brackets, so that it is one key, whatever dots it holds.</param>
internal readonly record struct PathSegment(string Text, bool Exact);
