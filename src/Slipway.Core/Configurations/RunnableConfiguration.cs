using System.Collections.Immutable;
using Slipway.Core.Diagnostics;

namespace Slipway.Core.Configurations;

/// <summary>
/// What the core flow can run, whatever kind of file it came from: fully resolved, with paths inside the repository and content ids in
/// place of files. Immutable; its canonical JSON is what is stored and hashed.
/// </summary>
public sealed record RunnableConfiguration
{
    /// <summary>Gets the name of the instance, unique in its cluster; also its host name for the others.</summary>
    public required string Name { get; init; }

    /// <summary>Gets where the image comes from.</summary>
    public required ImageSource Image { get; init; }

    /// <summary>Gets the fixed container name, or null for <c>CLUSTER-NAME-NUMBER</c>.</summary>
    public string? ContainerName { get; init; }

    /// <summary>Gets how many containers run. Default 1; 0 keeps the configuration without running it.</summary>
    public int Replicas { get; init; } = 1;

    /// <summary>Gets the command, or null for the one of the image.</summary>
    public ImmutableArray<string>? Command { get; init; }

    /// <summary>Gets the entry point, or null for the one of the image.</summary>
    public ImmutableArray<string>? Entrypoint { get; init; }

    /// <summary>Gets the environment variables.</summary>
    public ImmutableSortedDictionary<string, string> Environment { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Gets the labels that the user wrote.</summary>
    public ImmutableSortedDictionary<string, string> Labels { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Gets the published ports.</summary>
    public ImmutableArray<PortMapping> Ports { get; init; } = [];

    /// <summary>Gets ports that are only announced, as <c>8080/tcp</c>.</summary>
    public ImmutableArray<string> Expose { get; init; } = [];

    /// <summary>Gets volumes, repository files, tmpfs and host paths.</summary>
    public ImmutableArray<Mount> Mounts { get; init; } = [];

    /// <summary>Gets the networks that it joins, by key.</summary>
    public ImmutableArray<NetworkAttachment> Networks { get; init; } = [];

    /// <summary>Gets the network mode (<c>none</c>, <c>host</c>, <c>service:NAME</c>), or null where <see cref="Networks"/> count.</summary>
    public string? NetworkMode { get; init; }

    /// <summary>Gets the health check, or null for the one of the image.</summary>
    public HealthCheck? HealthCheck { get; init; }

    /// <summary>Gets what must be there before it starts.</summary>
    public ImmutableArray<Dependency> DependsOn { get; init; } = [];

    /// <summary>Gets when the engine restarts it.</summary>
    public RestartPolicy Restart { get; init; } = RestartPolicy.No;

    /// <summary>Gets what it may use at most.</summary>
    public ResourceLimits Limits { get; init; } = ResourceLimits.None;

    /// <summary>Gets what concerns privileges and isolation.</summary>
    public SecuritySettings Security { get; init; } = SecuritySettings.Default;

    /// <summary>Gets the user, as <c>name</c>, <c>uid</c> or <c>uid:gid</c>.</summary>
    public string? User { get; init; }

    /// <summary>Gets the working directory.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>Gets the host name inside the container.</summary>
    public string? Hostname { get; init; }

    /// <summary>Gets the domain name inside the container.</summary>
    public string? DomainName { get; init; }

    /// <summary>Gets the signal that stops it, for example <c>SIGINT</c>.</summary>
    public string? StopSignal { get; init; }

    /// <summary>Gets how long it may take to stop. Null is the engine's default, 10 s.</summary>
    public TimeSpan? StopGracePeriod { get; init; }

    /// <summary>Gets whether an init process reaps children; null is the engine's default.</summary>
    public bool? Init { get; init; }

    /// <summary>Gets whether it has a terminal.</summary>
    public bool Tty { get; init; }

    /// <summary>Gets whether its standard input stays open.</summary>
    public bool StdinOpen { get; init; }

    /// <summary>Gets name servers.</summary>
    public ImmutableArray<string> Dns { get; init; } = [];

    /// <summary>Gets resolver options.</summary>
    public ImmutableArray<string> DnsOptions { get; init; } = [];

    /// <summary>Gets search domains.</summary>
    public ImmutableArray<string> DnsSearch { get; init; } = [];

    /// <summary>Gets further hosts, as <c>name:address</c>.</summary>
    public ImmutableArray<string> ExtraHosts { get; init; } = [];

    /// <summary>Gets links to instances, and to containers of elsewhere on the same networks, as <c>NAME:ALIAS</c>.</summary>
    public ImmutableArray<string> Links { get; init; } = [];

    /// <summary>Gets kernel settings.</summary>
    public ImmutableSortedDictionary<string, string> Sysctls { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Gets annotations of the container.</summary>
    public ImmutableSortedDictionary<string, string> Annotations { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Gets the platform, as <c>linux/amd64</c>; null is the engine's.</summary>
    public string? Platform { get; init; }

    /// <summary>Gets the isolation technology; null is the engine's default.</summary>
    public string? Isolation { get; init; }

    /// <summary>Gets the instances whose mounts it has as well, as <c>NAME</c> or <c>NAME:ro</c>.</summary>
    public ImmutableArray<string> VolumesFrom { get; init; } = [];

    /// <summary>Gets options of the storage driver.</summary>
    public ImmutableSortedDictionary<string, string> StorageOptions { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Gets what it may read from and write to disks; null is no limit.</summary>
    public BlockIoLimits? BlockIo { get; init; }

    /// <summary>Gets rules of the device control group, as <c>c 1:3 mr</c>.</summary>
    public ImmutableArray<string> DeviceRules { get; init; } = [];

    /// <summary>Gets devices that the engine finds by what they can do.</summary>
    public ImmutableArray<DeviceRequest> DeviceRequests { get; init; } = [];

    /// <summary>Gets commands that run in the container after each start.</summary>
    public ImmutableArray<ContainerCommand> PostStart { get; init; } = [];

    /// <summary>Gets commands that run in the container before it is stopped.</summary>
    public ImmutableArray<ContainerCommand> PreStop { get; init; } = [];

    /// <summary>Gets what would be done in development when files change. Recorded only.</summary>
    public ImmutableArray<WatchRule> Watches { get; init; } = [];

    /// <summary>Gets where logs go; null is the engine's default.</summary>
    public LoggingSettings? Logging { get; init; }

    /// <summary>Gets where attributes stand in the files, by attribute name (<c>image</c>, <c>build</c>, …; <c>""</c> for the whole). Never hashed.</summary>
    public ImmutableSortedDictionary<string, SourceLocation> Origins { get; init; } = ImmutableSortedDictionary<string, SourceLocation>.Empty;
}
