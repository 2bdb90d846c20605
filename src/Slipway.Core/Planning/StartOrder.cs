using Slipway.Core.Configurations;

namespace Slipway.Core.Planning;

/// <summary>Whether a container and the one that it replaces may run at the same time.</summary>
internal static class StartOrder
{
    /// <summary>Says why the old one has to stop first; null where the new one may start before it.</summary>
    /// <param name="desired">The new one.</param>
    /// <param name="ports">The host ports that it gets.</param>
    /// <param name="old">The one that it replaces.</param>
    public static string? WhyStopFirst(DesiredContainer desired, IEnumerable<PortKey> ports, ObservedContainer old)
    {
        var configuration = desired.Configuration;
        if (!IsUp(old))
        {
            return "it does not run";
        }

        if (desired.IsOneShot)
        {
            return "it runs to its end, one at a time";
        }

        if (configuration.ContainerName is { } name)
        {
            return $"the container name {name} is fixed";
        }

        if (configuration.NetworkMode is { } mode && mode != "none")
        {
            return DependencyOrder.SharedNetworkOf(configuration) is { } other ? $"it shares the network of {other}" : $"its network mode is {mode}";
        }

        if (!configuration.VolumesFrom.IsEmpty)
        {
            return $"it shares the mounts of {DependencyOrder.VolumeSourceOf(configuration.VolumesFrom[0])}";
        }

        return SharedPort(ports, old) ?? SharedMount(desired, old) ?? FixedAddress(desired)
            ?? (configuration.Security.Devices.IsEmpty && configuration.DeviceRequests.IsEmpty ? null : "it uses a device of the host");
    }

    public static bool IsUp(ObservedContainer container) =>
        container.State is ContainerState.Running or ContainerState.Restarting or ContainerState.Paused;

    private static string? SharedPort(IEnumerable<PortKey> ports, ObservedContainer old)
    {
        var held = old.Ports.Select(p => new PortKey(p.HostPort, p.Protocol)).ToHashSet();
        var shared = ports.Where(p => p.Port != 0 && held.Contains(p)).Order().Select(p => (PortKey?)p).FirstOrDefault();
        return shared is null ? null : $"both need host port {shared}";
    }

    private static string? SharedMount(DesiredContainer desired, ObservedContainer old)
    {
        var mounts = desired.Configuration.Mounts;
        foreach (var held in old.Mounts)
        {
            // It moves along wherever the new one has nothing else in its place: the image may declare it, too.
            if (held.IsAnonymous)
            {
                if (mounts.All(m => m is AnonymousVolumeMount || m.Target != held.Target))
                {
                    return $"its anonymous volume at {held.Target} moves along";
                }

                continue;
            }

            foreach (var mount in mounts)
            {
                var source = SourceOf(desired, mount);
                if (source is not null && Overlap(source, held.Source) && !(mount.ReadOnly && held.ReadOnly))
                {
                    return mount is VolumeMount ? $"both use volume {held.Source}" : $"both use {mount.Target}, and may write to it";
                }
            }
        }

        return null;
    }

    private static string? SourceOf(DesiredContainer desired, Mount mount) => mount switch
    {
        VolumeMount volume => desired.VolumeNames[volume.Volume],
        HostMount host => host.Source,
        RepositoryMount => desired.RepositoryPaths[mount.Target],
        _ => null,
    };

    private static bool Overlap(string first, string second) => first == second || IsBelow(first, second) || IsBelow(second, first);

    // Volume names begin with no slash, and lie below nothing.
    private static bool IsBelow(string path, string directory) =>
        directory.StartsWith('/') && path.StartsWith(directory.TrimEnd('/') + "/", StringComparison.Ordinal);

    private static string? FixedAddress(DesiredContainer desired)
    {
        var attachment = desired.Attachments.Select(a => a.Attachment)
            .FirstOrDefault(a => a.Ipv4Address is not null || a.Ipv6Address is not null || a.MacAddress is not null || !a.LinkLocalAddresses.IsEmpty);
        return attachment is null
            ? null
            : $"its address {attachment.Ipv4Address ?? attachment.Ipv6Address ?? attachment.MacAddress ?? attachment.LinkLocalAddresses[0]} is fixed";
    }
}
