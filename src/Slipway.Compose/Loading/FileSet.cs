using System.Collections.Immutable;

namespace Slipway.Compose;

/// <summary>The Compose files of a load, and the directory their paths are relative to.</summary>
internal sealed record FileSet(ImmutableArray<ComposeFileRef> Files, string ProjectDirectory);
