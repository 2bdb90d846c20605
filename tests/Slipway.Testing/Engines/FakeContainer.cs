using System.Collections.Immutable;
using Slipway.Core.Configurations;
using Slipway.Core.Engines;
using Slipway.Core.Planning;

namespace Slipway.Testing.Engines;

/// <summary>A container of a <see cref="FakeEngine"/>; changed only under the engine's lock.</summary>
public sealed class FakeContainer(string id, string name, DesiredContainer made, string imageId)
{
    /// <summary>Gets the engine's id.</summary>
    public string Id { get; } = id;

    /// <summary>Gets or sets the name.</summary>
    public string Name { get; set; } = name;

    /// <summary>Gets what it was made from.</summary>
    public DesiredContainer Made { get; } = made;

    /// <summary>Gets the id of its image when it was made.</summary>
    public string ImageId { get; } = imageId;

    /// <summary>Gets or sets what it does.</summary>
    public ContainerState State { get; set; } = ContainerState.Created;

    /// <summary>Gets or sets what its health check says.</summary>
    public HealthState Health { get; set; }

    /// <summary>Gets or sets the exit code of one that ended.</summary>
    public int? ExitCode { get; set; }

    /// <summary>Gets or sets how often it was started.</summary>
    public int Starts { get; set; }

    /// <summary>Gets the networks that it has joined, in order.</summary>
    public List<string> Networks { get; } = [];

    /// <summary>Gets the files that were written into it.</summary>
    public List<FileMount> Files { get; } = [];

    /// <summary>Gets or sets the ports that it publishes while it runs.</summary>
    public ImmutableArray<PublishedPort> Ports { get; set; } = [];

    /// <summary>Gets its output.</summary>
    public List<LogLine> Log { get; } = [];

    /// <summary>Gets whether it has a health check.</summary>
    public bool HasHealthCheck => Made.Configuration.HealthCheck is { Disabled: false };

    /// <summary>What an observation shows of it.</summary>
    public ObservedContainer Observe() => new()
    {
        Id = Id,
        Name = Name,
        Instance = Made.Instance,
        Number = Made.Number,
        ClusterId = Made.Owner.ClusterId,
        Hash = Made.Hash,
        AttributeHashes = Made.AttributeHashes,
        Revision = Made.Owner.Revision,
        ImageId = ImageId,
        State = State,
        Health = Health,
        ExitCode = ExitCode,
        Ports = Ports,
        Networks = [.. Networks],
        Mounts = [.. Made.Configuration.Mounts.Select(Observe).OfType<ObservedMount>()],
    };

    private ObservedMount? Observe(Mount mount) => mount switch
    {
        VolumeMount volume => new ObservedMount(Made.VolumeNames[volume.Volume], volume.Target, volume.ReadOnly),
        AnonymousVolumeMount anonymous => new ObservedMount($"anonymous{anonymous.Target}", anonymous.Target, anonymous.ReadOnly, IsAnonymous: true),
        HostMount host => new ObservedMount(host.Source, host.Target, host.ReadOnly),
        RepositoryMount repository => new ObservedMount(Made.RepositoryPaths[repository.Target], repository.Target, repository.ReadOnly),
        _ => null,
    };
}
