using System.Collections.Immutable;
using System.Globalization;
using Docker.DotNet.Models;
using Slipway.Core.Planning;
using Slipway.Docker.Containers;
using Slipway.Docker.Labels;

namespace Slipway.Docker.Observation;

/// <summary>Reads a container as the engine shows it: a pure function.</summary>
internal static class ContainerReading
{
    public static ObservedContainer Read(ContainerListResponse listed, ContainerInspectResponse detail)
    {
        var labels = detail.Config?.Labels;
        var state = StateOf(detail.State?.Status);
        return new ObservedContainer
        {
            Id = detail.ID ?? listed.ID!,
            Name = (detail.Name ?? string.Empty).TrimStart('/'),
            Instance = EngineLabels.InstanceOf(labels) ?? string.Empty,
            Number = EngineLabels.NumberOf(labels),

            // Without our label it was made by somebody else under the same project name.
            ClusterId = EngineLabels.ClusterOf(labels) ?? string.Empty,
            Hash = EngineLabels.HashOf(labels),
            AttributeHashes = EngineLabels.AttributesOf(labels),
            Revision = EngineLabels.RevisionOf(labels),
            ImageId = detail.Image ?? listed.ImageID ?? string.Empty,
            State = state,
            Health = HealthOf(detail.State?.Health?.Status),
            ExitCode = state is ContainerState.Exited or ContainerState.Restarting or ContainerState.Dead ? (int?)detail.State?.ExitCode : null,
            RestartCount = (int)detail.RestartCount,
            Ports = PortsOf(listed.Ports),
            Networks = [.. detail.NetworkSettings?.Networks?.Keys ?? []],
            Mounts = MountsOf(detail),
        };
    }

    public static ContainerState StateOf(string? status) => status switch
    {
        "running" => ContainerState.Running,
        "paused" => ContainerState.Paused,
        "restarting" => ContainerState.Restarting,
        "exited" => ContainerState.Exited,
        "dead" or "removing" => ContainerState.Dead,
        _ => ContainerState.Created,
    };

    public static HealthState HealthOf(string? status) => status switch
    {
        "starting" => HealthState.Starting,
        "healthy" => HealthState.Healthy,
        "unhealthy" => HealthState.Unhealthy,
        _ => HealthState.None,
    };

    /// <summary>A time as the engine writes it; null where it has none.</summary>
    public static DateTimeOffset? TimeOf(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;

    private static ImmutableArray<ObservedMount> MountsOf(ContainerInspectResponse detail)
    {
        var anonymous = AnonymousVolumes.Of(detail);
        var forFiles = EngineLabels.FileVolumesOf(detail.Config?.Labels);
        return
        [
            .. (detail.Mounts ?? [])
                .Where(mount => mount.Type is "volume" or "bind" && mount.Destination is not null)
                .Where(mount => !forFiles.Contains(mount.Destination))
                .OrderBy(mount => mount.Destination, StringComparer.Ordinal)
                .Select(mount => new ObservedMount(
                    (mount.Type == "volume" ? mount.Name : mount.Source) ?? string.Empty,
                    mount.Destination!,
                    !mount.RW,
                    anonymous.ContainsKey(mount.Destination!))),
        ];
    }

    private static ImmutableArray<PublishedPort> PortsOf(IList<PortSummary>? ports) =>
    [
        .. (ports ?? [])
            .Where(port => port.PublicPort is > 0)
            .Select(port => new PublishedPort(port.PrivatePort, port.Type ?? "tcp", port.IP ?? string.Empty, port.PublicPort!.Value))
            .OrderBy(port => port.Target)
            .ThenBy(port => port.Protocol, StringComparer.Ordinal)
            .ThenBy(port => port.HostPort)
            .ThenBy(port => port.HostAddress, StringComparer.Ordinal),
    ];
}
