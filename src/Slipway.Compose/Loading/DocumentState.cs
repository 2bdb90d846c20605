namespace Slipway.Compose;

/// <summary>One YAML document on its way into the model.</summary>
/// <param name="File">The file it stands in.</param>
/// <param name="Document">The document.</param>
/// <param name="Marks">What its <c>!reset</c> and <c>!override</c> tags delete.</param>
/// <param name="Accumulated">What was loaded before it.</param>
internal sealed record DocumentState(string File, ComposeMapping Document, MarkTree Marks, ComposeMapping Accumulated);
