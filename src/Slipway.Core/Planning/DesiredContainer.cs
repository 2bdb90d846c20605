using System.Collections.Immutable;
using Slipway.Core.Configurations;

namespace Slipway.Core.Planning;

/// <summary>A container as it should be, after everything was resolved.</summary>
public sealed record DesiredContainer
{
    /// <summary>Gets the cluster and revision that it belongs to.</summary>
    public required Ownership Owner { get; init; }

    /// <summary>Gets the name of the instance.</summary>
    public required string Instance { get; init; }

    /// <summary>Gets the number among the containers of the instance, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>Gets the container's name.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the image to run: the reference, or the content-addressed tag.</summary>
    public required string Image { get; init; }

    /// <summary>Gets what runs in it.</summary>
    public required RunnableConfiguration Configuration { get; init; }

    /// <summary>Gets the hash over everything that was resolved; a container with another hash is replaced.</summary>
    public required string Hash { get; init; }

    /// <summary>Gets a short hash per attribute, so that a plan can name what changed.</summary>
    public required ImmutableSortedDictionary<string, string> AttributeHashes { get; init; }

    /// <summary>Gets the networks to join, the first at creation.</summary>
    public ImmutableArray<DesiredAttachment> Attachments { get; init; } = [];

    /// <summary>Gets the ports to publish, with the host port that was chosen.</summary>
    public ImmutableArray<AssignedPort> Ports { get; init; } = [];

    /// <summary>Gets the host path of every <see cref="RepositoryMount"/>, by its target.</summary>
    public ImmutableSortedDictionary<string, string> RepositoryPaths { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Gets the engine's name of every <see cref="VolumeMount"/>'s volume, by key.</summary>
    public ImmutableSortedDictionary<string, string> VolumeNames { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Gets whether it runs to its end (others wait for its completion).</summary>
    public bool IsOneShot { get; init; }
}
