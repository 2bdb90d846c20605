using System.Collections.Immutable;

namespace Slipway.Core.Configurations;

/// <summary>What would be done in development when files change. Recorded only: a cluster follows its revisions.</summary>
public sealed record WatchRule
{
    /// <summary>Gets the path that is watched.</summary>
    public required string Path { get; init; }

    /// <summary>Gets what is done, for example <c>rebuild</c>.</summary>
    public required string Action { get; init; }

    /// <summary>Gets the path inside of the container.</summary>
    public string? Target { get; init; }

    /// <summary>Gets what is not watched.</summary>
    public ImmutableArray<string> Ignored { get; init; } = [];

    /// <summary>Gets what alone is watched; empty is everything.</summary>
    public ImmutableArray<string> Included { get; init; } = [];

    /// <summary>Gets the command that follows.</summary>
    public ContainerCommand? Command { get; init; }

    /// <summary>Gets whether files are copied at first.</summary>
    public bool SyncsAtStart { get; init; }
}
