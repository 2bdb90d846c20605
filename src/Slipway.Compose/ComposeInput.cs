namespace Slipway.Compose;

/// <summary>A file that the result depends on: it was read, or it was looked for and is not there.</summary>
/// <param name="Path">The absolute path.</param>
/// <param name="Kind">What it is to the project.</param>
/// <param name="Found">Whether it is there. A file that appears where none was changes the result as well.</param>
public sealed record ComposeInput(string Path, ComposeInputKind Kind, bool Found);
