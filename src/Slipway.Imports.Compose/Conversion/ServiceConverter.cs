using System.Collections.Immutable;
using System.Globalization;
using Slipway.Compose;
using Slipway.Core.Configurations;
using Slipway.Core.Diagnostics;

namespace Slipway.Imports.Compose.Conversion;

/// <summary>Turns a service into a runnable configuration.</summary>
internal static class ServiceConverter
{
    private static readonly ImmutableHashSet<string> Honoured =
    [
        "annotations", "attach", "build", "cap_add", "cap_drop", "cgroup", "cgroup_parent", "command", "configs", "container_name", "cpu_period",
        "cpu_quota", "cpu_shares", "cpus", "cpuset", "depends_on", "deploy", "devices", "dns", "dns_opt", "dns_search", "domainname", "entrypoint", "env_file",
        "environment", "expose", "extra_hosts", "group_add", "healthcheck", "hostname", "image", "init", "ipc", "label_file", "labels", "links", "logging",
        "mem_limit", "mem_reservation", "mem_swappiness", "memswap_limit", "network_mode", "networks", "oom_kill_disable", "oom_score_adj", "pid",
        "pids_limit", "platform", "ports", "privileged", "profiles", "pull_policy", "read_only", "restart", "runtime", "scale", "secrets", "security_opt",
        "shm_size", "stdin_open", "stop_grace_period", "stop_signal", "sysctls", "tmpfs", "tty", "ulimits", "user", "userns_mode", "uts", "volumes",
        "working_dir",
    ];

    private static readonly ImmutableHashSet<string> HonouredDeploy = ["replicas", "resources", "restart_policy", "mode"];

    private static readonly ImmutableHashSet<string> HonouredLimits = ["cpus", "memory", "pids"];

    private static readonly ImmutableHashSet<string> HonouredReservations = ["memory"];

    private static readonly ImmutableHashSet<string> HonouredRestart = ["condition", "max_attempts"];

    private static readonly ImmutableHashSet<string> HonouredNetwork =
        ["aliases", "ipv4_address", "ipv6_address", "link_local_ips", "mac_address", "driver_opts", "priority"];

    public static RunnableConfiguration? Convert(ComposeService service, VolumeConverter volumes, ConversionContext context)
    {
        Attributes.WarnAboutOthers(context, Honoured, "services", service.Name);
        Attributes.WarnAboutOthers(context, HonouredDeploy, "services", service.Name, "deploy");
        EngineNames.Check(service.ContainerName, context, "services", service.Name, "container_name");
        Attributes.WarnAboutOthers(context, HonouredLimits, "services", service.Name, "deploy", "resources", "limits");
        Attributes.WarnAboutOthers(context, HonouredReservations, "services", service.Name, "deploy", "resources", "reservations");
        Attributes.WarnAboutOthers(context, HonouredRestart, "services", service.Name, "deploy", "restart_policy");
        var image = ConvertImage(service, context);
        var security = SecurityConverter.Convert(service, context);
        ImmutableArray<Mount> mounts =
        [
            .. Enumerable.Range(0, service.Volumes.Count).Select(i => volumes.Convert(service, i)).OfType<Mount>(),
            .. TmpfsText.Convert(service.Tmpfs),
            .. FileConverter.Convert(service, context),
        ];
        return image is null ? null : new RunnableConfiguration
        {
            Name = service.Name,
            Image = image,
            ContainerName = service.ContainerName,
            Replicas = (int)Math.Min(service.Deploy?.Replicas ?? service.Scale ?? 1, 1000),
            Command = service.Command is null ? null : [.. service.Command],
            Entrypoint = service.Entrypoint is null ? null : [.. service.Entrypoint],
            Environment = service.Environment
                .Where(e => e.Value is not null)
                .ToImmutableSortedDictionary(e => e.Key, e => e.Value!, StringComparer.Ordinal),
            Labels = service.Labels.ToSorted(),
            Ports = [.. service.Ports.Select(p => new PortMapping(p.Target, p.Published, p.Protocol, p.HostIp))],
            Expose = [.. service.Expose],
            Mounts = mounts,
            Networks = [.. service.Networks.Select(n => Attach(service, n.Key, n.Value, context))],
            NetworkMode = service.NetworkMode,
            HealthCheck = ConvertHealthCheck(service.Healthcheck),
            DependsOn = [.. service.DependsOn.Where(d => context.Project.Services.ContainsKey(d.Key)).Select(d => Depend(d.Key, d.Value))],
            Restart = ConvertRestart(service),
            Limits = LimitsConverter.Convert(service),
            Security = security,
            User = service.User,
            WorkingDirectory = service.WorkingDir,
            Hostname = service.Hostname,
            DomainName = service.DomainName,
            StopSignal = service.StopSignal,
            StopGracePeriod = service.StopGracePeriod,
            Init = service.Init,
            Tty = service.Tty,
            StdinOpen = service.StdinOpen,
            Dns = [.. service.Dns],
            DnsOptions = [.. service.DnsOpt],
            DnsSearch = [.. service.DnsSearch],
            ExtraHosts = [.. service.ExtraHosts.Select(h => h.Replace('=', ':'))],
            Links = [.. service.Links.Select(l => l.Contains(':', StringComparison.Ordinal) ? l : $"{l}:{l}")],
            Sysctls = service.Sysctls.ToSorted(),
            Annotations = service.Annotations.ToSorted(),
            Platform = service.Platform,
            Logging = service.Logging is { } logging ? new LoggingSettings(logging.Driver, logging.Options.ToSorted()) : null,
            Origins = OriginsOf(service, context),
        };
    }

    private static ImageSource? ConvertImage(ComposeService service, ConversionContext context)
    {
        if (service.Build is { } build)
        {
            return BuildConverter.Convert(service, build, context);
        }

        if (string.IsNullOrEmpty(service.Image))
        {
            context.Report.Refuse(Codes.NotRunnable, "it has neither image nor build, so there is nothing to run", "services", service.Name);
            return null;
        }

        var policy = service.PullPolicy ?? "missing";
        if (policy is not ("missing" or "always" or "never" or "if_not_present" or "build"))
        {
            context.Report.Warn(Codes.Changed, $"{policy} is not honoured yet; the image is fetched on every deployment", "services", service.Name, "pull_policy");
        }

        return new RegistryImage(service.Image, policy switch
        {
            "missing" or "if_not_present" or "build" => PullPolicy.Missing,
            "never" => PullPolicy.Never,
            _ => PullPolicy.Always,
        });
    }

    private static NetworkAttachment Attach(ComposeService service, string key, ComposeServiceNetwork network, ConversionContext context)
    {
        Attributes.WarnAboutOthers(context, HonouredNetwork, "services", service.Name, "networks", key);
        return new NetworkAttachment
        {
            Network = key,
            Aliases = [.. network.Aliases],
            Ipv4Address = network.Ipv4Address,
            Ipv6Address = network.Ipv6Address,
            LinkLocalAddresses = [.. network.LinkLocalIps],
            MacAddress = network.MacAddress,
            DriverOptions = network.DriverOpts.ToSorted(),
            Priority = (int)network.Priority,
        };
    }

    private static HealthCheck? ConvertHealthCheck(ComposeHealthcheck? check) => check is null ? null : new HealthCheck
    {
        Disabled = check.Disable || check.Test is ["NONE", ..],
        Test = [.. check.Test],
        Interval = check.Interval,
        Timeout = check.Timeout,
        Retries = (int?)check.Retries,
        StartPeriod = check.StartPeriod,
        StartInterval = check.StartInterval,
    };

    private static Dependency Depend(string name, ComposeDependency dependency) => new(
        name,
        dependency.Condition switch
        {
            "service_healthy" => DependencyCondition.Healthy,
            "service_completed_successfully" => DependencyCondition.CompletedSuccessfully,
            _ => DependencyCondition.Started,
        },
        dependency.Required,
        dependency.Restart);

    private static RestartPolicy ConvertRestart(ComposeService service)
    {
        var (mode, retries) = service.Restart?.Split(':') is [var m, var r] ? (m, r) : (service.Restart, null);
        if (mode is null && service.Deploy?.RestartPolicy is { } policy)
        {
            return policy.Condition switch
            {
                "none" => RestartPolicy.No,
                "on-failure" => new RestartPolicy(RestartMode.OnFailure, (int)(policy.MaxAttempts ?? 0)),
                _ => new RestartPolicy(RestartMode.Always),
            };
        }

        return mode switch
        {
            "always" => new RestartPolicy(RestartMode.Always),
            "unless-stopped" => new RestartPolicy(RestartMode.UnlessStopped),
            "on-failure" => new RestartPolicy(RestartMode.OnFailure, int.TryParse(retries, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0),
            _ => RestartPolicy.No,
        };
    }

    private static ImmutableSortedDictionary<string, SourceLocation> OriginsOf(ComposeService service, ConversionContext context)
    {
        var origins = ImmutableSortedDictionary.CreateBuilder<string, SourceLocation>(StringComparer.Ordinal);
        origins[string.Empty] = context.Report.PlaceOf("services", service.Name);
        foreach (var attribute in context.Project.AttributesOf(service.Name).Where(a => a.Key is "image" or "build"))
        {
            origins[attribute.Key] = context.Report.PlaceOf("services", service.Name, attribute.Key);
        }

        return origins.ToImmutable();
    }
}
