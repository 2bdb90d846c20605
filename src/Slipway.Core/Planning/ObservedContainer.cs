using System.Collections.Immutable;

namespace Slipway.Core.Planning;

/// <summary>A container of the cluster as the engine shows it.</summary>
public sealed record ObservedContainer
{
    /// <summary>Gets the engine's id.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the name.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the instance.</summary>
    public required string Instance { get; init; }

    /// <summary>Gets the number among the containers of the instance.</summary>
    public required int Number { get; init; }

    /// <summary>Gets the cluster's id from its label; another one means that a cluster of the same name existed before.</summary>
    public required string ClusterId { get; init; }

    /// <summary>Gets the hash with which it was created.</summary>
    public required string Hash { get; init; }

    /// <summary>Gets the hash per attribute with which it was created.</summary>
    public ImmutableSortedDictionary<string, string> AttributeHashes { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Gets the revision with which it was created; 0 where that is not known.</summary>
    public int Revision { get; init; }

    /// <summary>Gets the id of its image.</summary>
    public required string ImageId { get; init; }

    /// <summary>Gets what it does.</summary>
    public required ContainerState State { get; init; }

    /// <summary>Gets what the health check says.</summary>
    public HealthState Health { get; init; }

    /// <summary>Gets the exit code of one that ended.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Gets how often the engine restarted it.</summary>
    public int RestartCount { get; init; }

    /// <summary>Gets the published ports.</summary>
    public ImmutableArray<PublishedPort> Ports { get; init; } = [];

    /// <summary>Gets the networks that it has joined, by name.</summary>
    public ImmutableSortedSet<string> Networks { get; init; } = [];

    /// <summary>Gets its volumes and host paths.</summary>
    public ImmutableArray<ObservedMount> Mounts { get; init; } = [];
}
