using System.Collections.Immutable;

namespace Slipway.Core.Clusters;

/// <summary>The set of instances made from one configuration at one ref; the user sees it as an environment.</summary>
public sealed record Cluster
{
    /// <summary>Gets the id, a version 7 UUID in 32 hexadecimal digits.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the name, unique, which is also the project name on the engine.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the kind of configuration it was made from; <c>api</c> for one made from runnable configurations directly.</summary>
    public required string Format { get; init; }

    /// <summary>Gets where its configuration comes from; null for one made directly.</summary>
    public ClusterSource? Source { get; init; }

    /// <summary>Gets the number of the current revision, from 1.</summary>
    public required int Revision { get; init; }

    /// <summary>Gets where it stands.</summary>
    public required ClusterState State { get; init; }

    /// <summary>Gets the newest commit of its ref that was looked at, deployed or not; null for one made directly.</summary>
    public string? SeenCommit { get; init; }

    /// <summary>Gets whether pushes are only noted, not deployed.</summary>
    public bool IsPaused { get; init; }

    /// <summary>Gets what is wrong with the files of <see cref="SeenCommit"/>; null for nothing. The last good revision runs on.</summary>
    public ConfigurationProblem? Problem { get; init; }

    /// <summary>Gets the branches and tags of other repositories that it is built from.</summary>
    public ImmutableArray<TrackedSource> OtherSources { get; init; } = [];

    /// <summary>Gets when it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Gets when it last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }
}
