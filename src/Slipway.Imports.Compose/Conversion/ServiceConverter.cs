using System.Collections.Immutable;
using System.Globalization;
using Slipway.Compose;
using Slipway.Core.Configurations;
using Slipway.Core.Diagnostics;

namespace Slipway.Imports.Compose.Conversion;

/// <summary>Turns a service into a runnable configuration.</summary>
internal static class ServiceConverter
{
    public static RunnableConfiguration? Convert(ComposeService service, VolumeConverter volumes, ConversionContext context)
    {
        EngineNames.Check(service.ContainerName, context, "services", service.Name, "container_name");
        TellOfDeploy(service, context);
        var image = ConvertImage(service, context);
        var security = SecurityConverter.Convert(service, context);
        ImmutableArray<Mount> mounts =
        [
            .. Enumerable.Range(0, service.Volumes.Count).Select(i => volumes.Convert(service, i)).OfType<Mount>(),
            .. service.Tmpfs.Select(Tmpfs),
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
            Networks = AttachmentConverter.Convert(service),
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
            Links = [.. service.Links.Concat(service.ExternalLinks).Select(l => l.Contains(':', StringComparison.Ordinal) ? l : $"{l}:{l}")],
            VolumesFrom = VolumeConverter.ConvertVolumesFrom(service, context),
            Sysctls = service.Sysctls.ToSorted(),
            Annotations = service.Annotations.ToSorted(),
            Platform = service.Platform,
            Isolation = service.Isolation,
            StorageOptions = service.StorageOpt.ToSorted(),
            BlockIo = BlockIoConverter.Convert(service.Blkio),
            DeviceRules = [.. service.DeviceCgroupRules],
            DeviceRequests = DeviceConverter.ConvertRequests(service),
            PostStart = HookConverter.Convert(service.PostStart),
            PreStop = HookConverter.Convert(service.PreStop),
            Watches = HookConverter.Convert(service.Develop),
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
            context.Report.Tell("services", service.Name, "pull_policy");
        }

        return new RegistryImage(service.Image, policy switch
        {
            "missing" or "if_not_present" or "build" => PullPolicy.Missing,
            "never" => PullPolicy.Never,
            _ => PullPolicy.Always,
        });
    }

    /// <summary>The short form, <c>PATH[:OPTION,…]</c> (Compose Specification, "tmpfs"); the engine knows the options.</summary>
    private static TmpfsMount Tmpfs(string item) =>
        item.Split(':', 2) is [var path, var options] ? new TmpfsMount(path, false, Options: options) : new TmpfsMount(item, false, Options: string.Empty);

    private static void TellOfDeploy(ComposeService service, ConversionContext context)
    {
        if (service.Deploy?.Mode is not (null or "replicated"))
        {
            context.Report.Tell("services", service.Name, "deploy", "mode");
        }

        if (service.Deploy?.RestartPolicy is { MaxAttempts: > 0, Condition: not "on-failure" })
        {
            context.Report.Warn(
                Codes.Changed, "Docker Engine counts attempts with condition on-failure only; it restarts without limit",
                "services", service.Name, "deploy", "restart_policy", "max_attempts");
        }

        if (service.Deploy?.EndpointMode is not (null or "dnsrr"))
        {
            context.Report.Tell("services", service.Name, "deploy", "endpoint_mode");
        }
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
        // deploy goes before restart, as it does for limits.
        if (service.Deploy?.RestartPolicy is { } policy)
        {
            return policy.Condition switch
            {
                "none" or "no" => RestartPolicy.No,
                "on-failure" => new RestartPolicy(RestartMode.OnFailure, (int)(policy.MaxAttempts ?? 0)),
                "unless-stopped" => new RestartPolicy(RestartMode.UnlessStopped),
                _ => new RestartPolicy(RestartMode.Always),
            };
        }

        var (mode, retries) = service.Restart?.Split(':') is [var m, var r] ? (m, r) : (service.Restart, null);
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
