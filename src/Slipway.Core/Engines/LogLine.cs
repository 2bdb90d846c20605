namespace Slipway.Core.Engines;

/// <summary>One line of a container's output, without its line end.</summary>
/// <param name="Time">When the engine got it.</param>
/// <param name="IsError">Whether it came by the standard error stream.</param>
/// <param name="Text">The text.</param>
public sealed record LogLine(DateTimeOffset Time, bool IsError, string Text);
