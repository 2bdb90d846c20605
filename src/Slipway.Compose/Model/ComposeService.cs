namespace Slipway.Compose;

/// <summary>One service, with every attribute in its long form and every file and variable resolved. Null and empty mean "not given".</summary>
public sealed record ComposeService
{
    /// <summary>Gets the name.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the image reference.</summary>
    public string? Image { get; init; }

    /// <summary>Gets how the image is built.</summary>
    public ComposeBuild? Build { get; init; }

    /// <summary>Gets the command in words. Null: the image decides; empty: none.</summary>
    public ComposeList<string>? Command { get; init; }

    /// <summary>Gets the entry point in words. Null: the image decides; empty: none.</summary>
    public ComposeList<string>? Entrypoint { get; init; }

    /// <summary>Gets the environment, env files included. A null value is unset in the container.</summary>
    public ComposeMap<string?> Environment { get; init; } = ComposeMap<string?>.Empty;

    /// <summary>Gets the env files that were not read; empty unless reading them was left out.</summary>
    public ComposeList<ComposeEnvFile> EnvFiles { get; init; } = ComposeList<ComposeEnvFile>.Empty;

    /// <summary>Gets the published ports.</summary>
    public ComposeList<ComposePort> Ports { get; init; } = ComposeList<ComposePort>.Empty;

    /// <summary>Gets the ports other services may use, as written, such as <c>3000</c> or <c>9000/udp</c>.</summary>
    public ComposeList<string> Expose { get; init; } = ComposeList<string>.Empty;

    /// <summary>Gets the mounts.</summary>
    public ComposeList<ComposeMount> Volumes { get; init; } = ComposeList<ComposeMount>.Empty;

    /// <summary>Gets the networks joined, by their key in the project.</summary>
    public ComposeMap<ComposeServiceNetwork> Networks { get; init; } = ComposeMap<ComposeServiceNetwork>.Empty;

    /// <summary>Gets the services to wait for, implied ones included.</summary>
    public ComposeMap<ComposeDependency> DependsOn { get; init; } = ComposeMap<ComposeDependency>.Empty;

    /// <summary>Gets the health check.</summary>
    public ComposeHealthcheck? Healthcheck { get; init; }

    /// <summary>Gets the restart policy: <c>no</c>, <c>always</c>, <c>on-failure[:N]</c>, <c>unless-stopped</c>.</summary>
    public string? Restart { get; init; }

    /// <summary>Gets the labels, label files included.</summary>
    public ComposeMap<string> Labels { get; init; } = ComposeMap<string>.Empty;

    /// <summary>Gets the annotations.</summary>
    public ComposeMap<string> Annotations { get; init; } = ComposeMap<string>.Empty;

    /// <summary>Gets the user the command runs as.</summary>
    public string? User { get; init; }

    /// <summary>Gets the working directory in the container.</summary>
    public string? WorkingDir { get; init; }

    /// <summary>Gets the host name.</summary>
    public string? Hostname { get; init; }

    /// <summary>Gets the domain name.</summary>
    public string? DomainName { get; init; }

    /// <summary>Gets the signal that stops the container.</summary>
    public string? StopSignal { get; init; }

    /// <summary>Gets the time between that signal and the kill.</summary>
    public TimeSpan? StopGracePeriod { get; init; }

    /// <summary>Gets whether an init process runs first. Null: the engine decides.</summary>
    public bool? Init { get; init; }

    /// <summary>Gets the temporary file systems, as <c>PATH[:OPTIONS]</c>.</summary>
    public ComposeList<string> Tmpfs { get; init; } = ComposeList<string>.Empty;

    /// <summary>Gets the capabilities added.</summary>
    public ComposeList<string> CapAdd { get; init; } = ComposeList<string>.Empty;

    /// <summary>Gets the capabilities dropped.</summary>
    public ComposeList<string> CapDrop { get; init; } = ComposeList<string>.Empty;

    /// <summary>Gets whether the container has the rights of the host.</summary>
    public bool Privileged { get; init; }

    /// <summary>Gets whether the root file system is read-only.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>Gets the memory limit, in bytes.</summary>
    public long? MemLimitBytes { get; init; }

    /// <summary>Gets the memory reserved, in bytes.</summary>
    public long? MemReservationBytes { get; init; }

    /// <summary>Gets the limit of memory and swap together, in bytes; -1 for no limit.</summary>
    public long? MemSwapLimitBytes { get; init; }

    /// <summary>Gets the swappiness, 0 to 100.</summary>
    public long? MemSwappiness { get; init; }

    /// <summary>Gets whether the out-of-memory killer spares the container.</summary>
    public bool OomKillDisable { get; init; }

    /// <summary>Gets the out-of-memory score adjustment.</summary>
    public long? OomScoreAdj { get; init; }

    /// <summary>Gets the number of processors.</summary>
    public double? Cpus { get; init; }

    /// <summary>Gets the number of processors (Windows).</summary>
    public long? CpuCount { get; init; }

    /// <summary>Gets the share of processors in percent (Windows).</summary>
    public double? CpuPercent { get; init; }

    /// <summary>Gets the relative processor weight.</summary>
    public long? CpuShares { get; init; }

    /// <summary>Gets the scheduler period, in microseconds.</summary>
    public long? CpuPeriod { get; init; }

    /// <summary>Gets the scheduler quota, in microseconds.</summary>
    public long? CpuQuota { get; init; }

    /// <summary>Gets the real-time scheduler period, in microseconds.</summary>
    public long? CpuRealtimePeriod { get; init; }

    /// <summary>Gets the real-time scheduler runtime, in microseconds.</summary>
    public long? CpuRealtimeRuntime { get; init; }

    /// <summary>Gets the processors allowed, such as <c>0-2,4</c>.</summary>
    public string? Cpuset { get; init; }

    /// <summary>Gets the limit of processes; -1 for none.</summary>
    public long? PidsLimit { get; init; }

    /// <summary>Gets the size of <c>/dev/shm</c>, in bytes.</summary>
    public long? ShmSizeBytes { get; init; }

    /// <summary>Gets the resource limits of processes.</summary>
    public ComposeMap<ComposeUlimit> Ulimits { get; init; } = ComposeMap<ComposeUlimit>.Empty;

    /// <summary>Gets the kernel parameters.</summary>
    public ComposeMap<string> Sysctls { get; init; } = ComposeMap<string>.Empty;

    /// <summary>Gets the security options.</summary>
    public ComposeList<string> SecurityOpt { get; init; } = ComposeList<string>.Empty;

    /// <summary>Gets the devices.</summary>
    public ComposeList<ComposeDevice> Devices { get; init; } = ComposeList<ComposeDevice>.Empty;

    /// <summary>Gets the device control group rules.</summary>
    public ComposeList<string> DeviceCgroupRules { get; init; } = ComposeList<string>.Empty;

    /// <summary>Gets the name servers.</summary>
    public ComposeList<string> Dns { get; init; } = ComposeList<string>.Empty;

    /// <summary>Gets the resolver options.</summary>
    public ComposeList<string> DnsOpt { get; init; } = ComposeList<string>.Empty;

    /// <summary>Gets the search domains.</summary>
    public ComposeList<string> DnsSearch { get; init; } = ComposeList<string>.Empty;

    /// <summary>Gets additional host entries, each <c>host=address</c>, sorted.</summary>
    public ComposeList<string> ExtraHosts { get; init; } = ComposeList<string>.Empty;

    /// <summary>Gets the network mode: <c>none</c>, <c>host</c>, <c>service:NAME</c>, <c>container:NAME</c>.</summary>
    public string? NetworkMode { get; init; }

    /// <summary>Gets the hardware address.</summary>
    public string? MacAddress { get; init; }

    /// <summary>Gets the IPC mode.</summary>
    public string? Ipc { get; init; }

    /// <summary>Gets the process namespace.</summary>
    public string? Pid { get; init; }

    /// <summary>Gets the UTS namespace.</summary>
    public string? Uts { get; init; }

    /// <summary>Gets the user namespace.</summary>
    public string? UsernsMode { get; init; }

    /// <summary>Gets the control group namespace.</summary>
    public string? Cgroup { get; init; }

    /// <summary>Gets the parent control group.</summary>
    public string? CgroupParent { get; init; }

    /// <summary>Gets additional groups.</summary>
    public ComposeList<string> GroupAdd { get; init; } = ComposeList<string>.Empty;

    /// <summary>Gets whether there is a terminal.</summary>
    public bool Tty { get; init; }

    /// <summary>Gets whether standard input stays open.</summary>
    public bool StdinOpen { get; init; }

    /// <summary>Gets whether the logs are shown. Null: yes.</summary>
    public bool? Attach { get; init; }

    /// <summary>Gets the log driver.</summary>
    public ComposeLogging? Logging { get; init; }

    /// <summary>Gets the number of containers.</summary>
    public long? Scale { get; init; }

    /// <summary>Gets the deployment settings.</summary>
    public ComposeDeploy? Deploy { get; init; }

    /// <summary>Gets the development settings.</summary>
    public ComposeDevelop? Develop { get; init; }

    /// <summary>Gets the configs used.</summary>
    public ComposeList<ComposeFileReference> Configs { get; init; } = ComposeList<ComposeFileReference>.Empty;

    /// <summary>Gets the secrets used.</summary>
    public ComposeList<ComposeFileReference> Secrets { get; init; } = ComposeList<ComposeFileReference>.Empty;

    /// <summary>Gets the models used.</summary>
    public ComposeMap<ComposeModelReference> Models { get; init; } = ComposeMap<ComposeModelReference>.Empty;

    /// <summary>Gets the platform, such as <c>linux/arm64</c>.</summary>
    public string? Platform { get; init; }

    /// <summary>Gets when the image is pulled: <c>always</c>, <c>never</c>, <c>missing</c>, <c>build</c>, <c>daily</c>, <c>weekly</c>, <c>every_…</c>.</summary>
    public string? PullPolicy { get; init; }

    /// <summary>Gets the container name.</summary>
    public string? ContainerName { get; init; }

    /// <summary>Gets the profiles that enable the service; empty: it is always enabled.</summary>
    public ComposeList<string> Profiles { get; init; } = ComposeList<string>.Empty;

    /// <summary>Gets the links, as <c>SERVICE[:ALIAS]</c>.</summary>
    public ComposeList<string> Links { get; init; } = ComposeList<string>.Empty;

    /// <summary>Gets the links to containers outside of the project.</summary>
    public ComposeList<string> ExternalLinks { get; init; } = ComposeList<string>.Empty;

    /// <summary>Gets the services or containers whose mounts are shared.</summary>
    public ComposeList<string> VolumesFrom { get; init; } = ComposeList<string>.Empty;

    /// <summary>Gets the runtime.</summary>
    public string? Runtime { get; init; }

    /// <summary>Gets the isolation technology (Windows).</summary>
    public string? Isolation { get; init; }

    /// <summary>Gets commands before the start.</summary>
    public ComposeList<ComposeHook> PreStart { get; init; } = ComposeList<ComposeHook>.Empty;

    /// <summary>Gets commands after the start.</summary>
    public ComposeList<ComposeHook> PostStart { get; init; } = ComposeList<ComposeHook>.Empty;

    /// <summary>Gets commands before the stop.</summary>
    public ComposeList<ComposeHook> PreStop { get; init; } = ComposeList<ComposeHook>.Empty;

    /// <summary>Gets the graphics processors.</summary>
    public ComposeList<ComposeDeviceRequest> Gpus { get; init; } = ComposeList<ComposeDeviceRequest>.Empty;

    /// <summary>Gets the block I/O settings.</summary>
    public ComposeBlkio? Blkio { get; init; }

    /// <summary>Gets the credential specification (Windows).</summary>
    public ComposeCredentialSpec? CredentialSpec { get; init; }

    /// <summary>Gets the storage options.</summary>
    public ComposeMap<string> StorageOpt { get; init; } = ComposeMap<string>.Empty;

    /// <summary>Gets the provider that stands for the service instead of containers.</summary>
    public ComposeProvider? Provider { get; init; }

    /// <summary>Gets whether the engine's API socket is made available.</summary>
    public bool UseApiSocket { get; init; }
}
