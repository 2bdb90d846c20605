using System.Globalization;
using Docker.DotNet.Models;
using Slipway.Core.Configurations;
using Slipway.Core.Planning;
using EngineRestartPolicy = Docker.DotNet.Models.RestartPolicy;

namespace Slipway.Docker.Containers;

/// <summary>Turns limits, security, ports and mounts into the engine's host configuration: a pure function.</summary>
internal static class HostTranslation
{
    private const double NanosPerCpu = 1_000_000_000;

    public static HostConfig Translate(DesiredContainer container, ContainerSurroundings surroundings)
    {
        var configuration = container.Configuration;
        var host = new HostConfig
        {
            NetworkMode = NetworkModeOf(container, surroundings),
            PortBindings = PortBindings(container),
            RestartPolicy = Translate(configuration.Restart),
            Init = configuration.Init,
            DNS = [.. configuration.Dns],
            DNSOptions = [.. configuration.DnsOptions],
            DNSSearch = [.. configuration.DnsSearch],
            ExtraHosts = [.. configuration.ExtraHosts],
            Sysctls = configuration.Sysctls.IsEmpty ? null : new Dictionary<string, string>(configuration.Sysctls),
            Annotations = configuration.Annotations.IsEmpty ? null : new Dictionary<string, string>(configuration.Annotations),
            Isolation = configuration.Isolation!,
            StorageOpt = configuration.StorageOptions.IsEmpty ? null! : new Dictionary<string, string>(configuration.StorageOptions),
            VolumesFrom = configuration.VolumesFrom.IsEmpty ? null! : [.. configuration.VolumesFrom.Select(entry => MountsOf(entry, surroundings))],
            DeviceCgroupRules = configuration.DeviceRules.IsEmpty ? null! : [.. configuration.DeviceRules],
            DeviceRequests = configuration.DeviceRequests.IsEmpty ? null! : [.. configuration.DeviceRequests.Select(DeviceTranslation.Translate)],
            LogConfig = configuration.Logging is { } logging
                ? new LogConfig { Type = logging.Driver ?? string.Empty, Config = new Dictionary<string, string>(logging.Options) }
                : null!,
        };
        Limit(host, configuration.Limits);
        if (configuration.BlockIo is { } limits)
        {
            DeviceTranslation.Limit(host, limits);
        }

        Secure(host, configuration.Security, surroundings);
        MountTranslation.Add(host, container, surroundings);
        return host;
    }

    private static string NetworkModeOf(DesiredContainer container, ContainerSurroundings surroundings)
    {
        if (container.Configuration.NetworkMode is { } mode)
        {
            return Share(mode, surroundings)!;
        }

        return container.Attachments.IsEmpty ? "none" : container.Attachments[0].NetworkName;
    }

    /// <summary>Replaces the instance's name by its container.</summary>
    private static string MountsOf(string entry, ContainerSurroundings surroundings)
    {
        var instance = DependencyOrder.VolumeSourceOf(entry);
        return surroundings.Namesakes[instance] + entry[instance.Length..];
    }

    /// <summary>Replaces <c>service:NAME</c> by the container of that instance.</summary>
    private static string? Share(string? mode, ContainerSurroundings surroundings) =>
        SharedNamespaces.InstanceOf(mode) is { } instance ? $"container:{surroundings.Namesakes[instance]}" : mode;

    private static Dictionary<string, IList<PortBinding>> PortBindings(DesiredContainer container)
    {
        var bindings = new Dictionary<string, IList<PortBinding>>(StringComparer.Ordinal);
        foreach (var port in container.Ports)
        {
            var key = ContainerTranslation.KeyOf(port.Mapping);
            if (!bindings.TryGetValue(key, out var list))
            {
                bindings[key] = list = [];
            }

            list.Add(new PortBinding
            {
                HostIP = port.Mapping.HostAddress ?? string.Empty,
                HostPort = port.HostPort == 0 ? string.Empty : port.HostPort.ToString(CultureInfo.InvariantCulture),
            });
        }

        return bindings;
    }

    private static EngineRestartPolicy Translate(Slipway.Core.Configurations.RestartPolicy restart) => new()
    {
        Name = restart.Mode switch
        {
            RestartMode.Always => RestartPolicyKind.Always,
            RestartMode.OnFailure => RestartPolicyKind.OnFailure,
            RestartMode.UnlessStopped => RestartPolicyKind.UnlessStopped,
            _ => RestartPolicyKind.No,
        },
        MaximumRetryCount = restart.Mode == RestartMode.OnFailure ? restart.MaxRetries : 0,
    };

    private static void Limit(HostConfig host, ResourceLimits limits)
    {
        host.Memory = limits.MemoryBytes;
        host.MemoryReservation = limits.MemoryReservationBytes;
        host.MemorySwap = limits.MemorySwapBytes;
        host.MemorySwappiness = limits.MemorySwappiness;
        host.NanoCPUs = (long)Math.Round(limits.Cpus * NanosPerCpu);
        host.CPUShares = limits.CpuShares;
        host.CPUQuota = limits.CpuQuota;
        host.CPUPeriod = limits.CpuPeriod;
        host.CpusetCpus = limits.CpuSet!;
        host.PidsLimit = limits.Pids;
        host.ShmSize = limits.ShmSizeBytes;
        host.OomKillDisable = limits.OomKillDisable ? true : null;
        host.OomScoreAdj = limits.OomScoreAdjustment;
        host.Ulimits = limits.ProcessLimits.IsEmpty
            ? null!
            : [.. limits.ProcessLimits.Select(limit => new Ulimit { Name = limit.Name, Soft = limit.Soft, Hard = limit.Hard })];
    }

    private static void Secure(HostConfig host, SecuritySettings security, ContainerSurroundings surroundings)
    {
        host.Privileged = security.Privileged;
        host.ReadonlyRootfs = security.ReadOnlyRoot;
        host.CapAdd = [.. security.CapAdd];
        host.CapDrop = [.. security.CapDrop];
        host.SecurityOpt = [.. security.Options];
        host.GroupAdd = [.. security.Groups];
        host.Devices = [.. security.Devices.Select(DeviceTranslation.Translate)];
        host.IpcMode = Share(security.Ipc, surroundings)!;
        host.PidMode = Share(security.Pid, surroundings)!;
        host.UTSMode = security.Uts!;
        host.UsernsMode = security.UserNamespace!;
        host.CgroupnsMode = security.Cgroup!;
        host.CgroupParent = security.CgroupParent!;
        host.Runtime = security.Runtime;
    }
}
