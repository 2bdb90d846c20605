namespace Slipway.Compose;

/// <summary>One file to load.</summary>
/// <param name="Path">The absolute path; <c>-</c> for the standard input.</param>
/// <param name="Kind">What it is to the project.</param>
/// <param name="NamedAt">Where it is named.</param>
/// <param name="NamedAs">The attribute that names it; empty when no file does.</param>
internal sealed record ComposeFileRef(string Path, ComposeInputKind Kind, SourceSpan NamedAt, string NamedAs = "");
