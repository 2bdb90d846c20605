using System.Globalization;
using Docker.DotNet.Models;
using Slipway.Core.Configurations;
using Slipway.Core.Planning;
using Slipway.Docker.Connection;
using Slipway.Docker.Labels;
using Slipway.Docker.Networks;
using Version = System.Version;

namespace Slipway.Docker.Containers;

/// <summary>
/// Turns a desired container into the engine's parameters: a pure function. The client's types call many texts non-null that it leaves out of
/// the request when they are null, which is what is wanted: the image's or the engine's own value counts then.
/// </summary>
internal static class ContainerTranslation
{
    public static CreateContainerParameters Translate(DesiredContainer container, string name, ContainerSurroundings surroundings)
    {
        var configuration = container.Configuration;
        var labels = EngineLabels.ForContainer(container, surroundings.ImageId);
        if (!surroundings.FileVolumes.IsEmpty)
        {
            labels[EngineLabels.FileVolumes] = string.Join(',', surroundings.FileVolumes);
        }

        return new CreateContainerParameters
        {
            Name = name,
            Platform = configuration.Platform,
            Image = container.Image,
            Hostname = configuration.Hostname!,
            Domainname = configuration.DomainName!,
            User = configuration.User!,
            WorkingDir = configuration.WorkingDirectory!,
            Tty = configuration.Tty,
            OpenStdin = configuration.StdinOpen,
            Env = [.. configuration.Environment.Select(pair => $"{pair.Key}={pair.Value}")],
            Cmd = configuration.Command is { } command ? [.. command] : null!,
            Entrypoint = configuration.Entrypoint is { } entrypoint ? [.. entrypoint] : null!,
            StopSignal = configuration.StopSignal,
            StopTimeout = configuration.StopGracePeriod is { } grace ? TimeSpan.FromSeconds(Math.Ceiling(grace.TotalSeconds)) : null,
            Healthcheck = configuration.HealthCheck is { } check ? Translate(check) : null,
            ExposedPorts = ExposedPorts(container),
            Labels = labels,
            HostConfig = HostTranslation.Translate(container, surroundings),
            NetworkingConfig = Networks(container, surroundings.ApiVersion),
        };
    }

    private static HealthcheckConfig Translate(HealthCheck check) => check.Disabled
        ? new HealthcheckConfig { Test = ["NONE"] }
        : new HealthcheckConfig
        {
            Test = check.Test.IsEmpty ? null : [.. check.Test],
            Interval = check.Interval,
            Timeout = check.Timeout,
            StartPeriod = check.StartPeriod,
            StartInterval = check.StartInterval,
            Retries = check.Retries,
        };

    private static Dictionary<string, EmptyStruct> ExposedPorts(DesiredContainer container)
    {
        var ports = new Dictionary<string, EmptyStruct>(StringComparer.Ordinal);
        foreach (var exposed in container.Configuration.Expose)
        {
            ports[exposed.Contains('/', StringComparison.Ordinal) ? exposed : exposed + "/tcp"] = default;
        }

        foreach (var port in container.Ports)
        {
            ports[KeyOf(port.Mapping)] = default;
        }

        return ports;
    }

    /// <summary>The engine's key of a port inside: <c>80/tcp</c>.</summary>
    public static string KeyOf(PortMapping mapping) => string.Create(CultureInfo.InvariantCulture, $"{mapping.Target}/{mapping.Protocol}");

    /// <summary>
    /// The networks that are joined at once: the first, and those with a hardware address, which the engine takes here and not where a network is joined later.
    /// Engines that know such addresses take several networks.
    /// </summary>
    private static NetworkingConfig? Networks(DesiredContainer container, Version api)
    {
        if (container.Configuration.NetworkMode is not null || container.Attachments.IsEmpty)
        {
            return null;
        }

        var further = container.Attachments.Skip(1).Where(a => api >= EngineFeatures.HardwareAddresses && a.Attachment.MacAddress is not null);
        return new NetworkingConfig
        {
            EndpointsConfig = further.Prepend(container.Attachments[0]).ToDictionary(a => a.NetworkName, Endpoints.Of, StringComparer.Ordinal),
        };
    }
}
