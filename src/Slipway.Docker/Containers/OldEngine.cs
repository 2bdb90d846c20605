using System.Collections.Immutable;
using Slipway.Core.Configurations;
using Slipway.Core.Engines;
using Slipway.Core.Planning;
using Slipway.Docker.Connection;
using Version = System.Version;

namespace Slipway.Docker.Containers;

/// <summary>What an old engine would ignore in silence is told, and what it would do wrongly is refused.</summary>
internal static class OldEngine
{
    /// <summary>What will be without effect.</summary>
    /// <exception cref="EngineException">The container would not be what it should be.</exception>
    public static ImmutableArray<string> Judge(DesiredContainer container, Version api)
    {
        foreach (var (what, needed, engine) in Needs(container).Where(n => api < n.Needed))
        {
            throw new EngineException($"{container.Instance} {what}, which needs Docker Engine {engine} or newer; this one speaks API {api} ({needed} needed)");
        }

        return
        [
            .. Wishes(container).Where(w => api < w.Needed)
                .Select(w => $"{w.What} is without effect, because it needs Docker Engine {w.Engine} or newer (API {w.Needed}; this one speaks {api})"),
        ];
    }

    private static IEnumerable<(string What, Version Needed, int Engine)> Needs(DesiredContainer container)
    {
        foreach (var mount in container.Configuration.Mounts)
        {
            switch (mount)
            {
                case VolumeMount { Subpath: not null }:
                    yield return ("mounts a subpath of a volume", EngineFeatures.VolumeSubpath, 26);
                    break;
                case ImageMount:
                    yield return ("mounts an image", EngineFeatures.ImageMounts, 28);
                    break;
                case HostMount { Options: { } options } when IsReadOnlyBelow(options):
                case RepositoryMount { Options: { } others } when IsReadOnlyBelow(others):
                    yield return ($"says how read-only {mount.Target} is below its top", EngineFeatures.RecursiveReadOnly, 25);
                    break;
            }
        }
    }

    private static IEnumerable<(string What, Version Needed, int Engine)> Wishes(DesiredContainer container)
    {
        var attachments = container.Attachments.Select(a => a.Attachment).ToArray();
        if (container.Configuration.HealthCheck?.StartInterval is not null)
        {
            yield return ("the health check's start interval", EngineFeatures.StartInterval, 25);
        }

        if (attachments.Any(a => a.MacAddress is not null))
        {
            yield return ("the hardware address", EngineFeatures.HardwareAddresses, 25);
        }

        if (!container.Configuration.Annotations.IsEmpty)
        {
            yield return ("what annotations say", EngineFeatures.Annotations, 24);
        }

        if (attachments.Any(a => a.GatewayPriority is not null))
        {
            yield return ("the priority as gateway", EngineFeatures.GatewayPriority, 28);
        }

        if (attachments.Any(a => a.InterfaceName is not null))
        {
            yield return ("the name of the interface", EngineFeatures.InterfaceNames, 28);
        }
    }

    private static bool IsReadOnlyBelow(string options) =>
        options.Contains("recursive=readonly", StringComparison.Ordinal) || options.Contains("recursive=writable", StringComparison.Ordinal);
}
