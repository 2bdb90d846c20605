using System.Collections.Immutable;

namespace Slipway.Compose;

/// <summary>A place that sets the value that is looked for.</summary>
/// <param name="Document">The document it stands in.</param>
/// <param name="Node">Its value, in the form of the finished project.</param>
/// <param name="KeySpan">Where its key is written.</param>
/// <param name="Steps">How it got here.</param>
internal sealed record FoundOrigin(LoggedDocument Document, ComposeNode Node, SourceSpan KeySpan, ImmutableArray<OriginStep> Steps);
