using System.Collections.Immutable;

namespace Slipway.Compose;

/// <summary>The path of a node that is tagged <c>!reset</c> or <c>!override</c>. List positions never match anything, so a path through a list is not kept.</summary>
internal sealed record MarkedPath(ImmutableArray<string> Keys);
