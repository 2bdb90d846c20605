using System.Collections.Immutable;

namespace Slipway.Core.Sources;

/// <summary>What a repository has.</summary>
/// <param name="Default">The full name of its default branch, or of what is checked out; null where that is no branch.</param>
/// <param name="Refs">Its branches, tags and pull requests.</param>
public sealed record RemoteRefs(string? Default, ImmutableArray<RemoteRef> Refs);
