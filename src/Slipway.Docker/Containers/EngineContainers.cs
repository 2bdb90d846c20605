using System.Collections.Immutable;
using Docker.DotNet.Models;
using Microsoft.Extensions.Logging;
using Slipway.Core.Engines;
using Slipway.Core.Planning;
using Slipway.Docker.Connection;
using Slipway.Docker.Labels;

namespace Slipway.Docker.Containers;

/// <summary>Creates containers.</summary>
internal sealed class EngineContainers(EngineConnection connection, ILogger<EngineContainers> logger)
{
    public async Task<ImmutableArray<string>> CreateAsync(DesiredContainer container, string name, string? anonymousVolumesOf, CancellationToken cancellationToken)
    {
        PathSegment.Name(name);
        RefuseNamelessVariables(container);
        var surroundings = await LookAroundAsync(container, anonymousVolumesOf, cancellationToken).ConfigureAwait(false);
        var told = OldEngine.Judge(container, surroundings.ApiVersion);
        var parameters = ContainerTranslation.Translate(container, name, surroundings);
        try
        {
            var created = await connection.CallAsync(
                session => session.Client.Containers.CreateContainerAsync(parameters, cancellationToken), cancellationToken).ConfigureAwait(false);
            foreach (var warning in created.Warnings ?? [])
            {
                logger.CreatedWithWarning(name, warning);
                told = told.Add(warning);
            }
        }
        catch (EngineException error) when (error.StatusCode == 409)
        {
            await AcceptOwnAsync(container, name, error, cancellationToken).ConfigureAwait(false);
        }

        return told;
    }

    /// <summary>The name is taken. By ourselves, when the server ended between the engine's answer and its own note of it.</summary>
    private async Task AcceptOwnAsync(DesiredContainer container, string name, EngineException error, CancellationToken cancellationToken)
    {
        var existing = await connection.FindAsync(
            session => session.Client.Containers.InspectContainerAsync(name, cancellationToken), cancellationToken).ConfigureAwait(false);
        var labels = existing?.Config?.Labels;
        if (EngineLabels.ClusterOf(labels) == container.Owner.ClusterId && EngineLabels.HashOf(labels) == container.Hash)
        {
            return;
        }

        throw new EngineException(
            EngineFailure.NameTaken,
            error.StatusCode,
            $"A container named {name} exists already; it belongs to {EngineLabels.DescribeOwner(labels)} (container {ShortId(existing?.ID)})",
            error);
    }

    private async Task<ContainerSurroundings> LookAroundAsync(DesiredContainer container, string? anonymousVolumesOf, CancellationToken cancellationToken)
    {
        var image = connection.CallAsync(
            session => session.Client.Images.InspectImageAsync(PathSegment.Image(container.Image), cancellationToken), cancellationToken);
        var old = anonymousVolumesOf is null
            ? Task.FromResult<ContainerInspectResponse?>(null)
            : connection.FindAsync(
                session => session.Client.Containers.InspectContainerAsync(PathSegment.Name(anonymousVolumesOf), cancellationToken), cancellationToken);
        var namesakes = NamesakesAsync(container, cancellationToken);
        var api = connection.CallAsync(session => Task.FromResult(session.ApiVersion), cancellationToken);
        await Task.WhenAll(image, old, namesakes, api).ConfigureAwait(false);

        var declared = (await image.ConfigureAwait(false)).Config?.Volumes?.Keys ?? [];
        return new ContainerSurroundings(
            (await image.ConfigureAwait(false)).ID ?? string.Empty,
            await namesakes.ConfigureAwait(false),
            Inherited(container, await old.ConfigureAwait(false), declared),
            FileVolumes.Of(container),
            await api.ConfigureAwait(false));
    }

    private static ImmutableDictionary<string, string> Inherited(DesiredContainer container, ContainerInspectResponse? old, IEnumerable<string> declared)
    {
        if (old is null)
        {
            return ImmutableDictionary<string, string>.Empty;
        }

        var mounts = container.Configuration.Mounts;
        var wanted = mounts.OfType<Slipway.Core.Configurations.AnonymousVolumeMount>().Select(mount => mount.Target)
            .Concat(declared.Where(target => mounts.All(mount => mount.Target != target)))
            .ToHashSet(StringComparer.Ordinal);
        return AnonymousVolumes.Of(old).Where(pair => wanted.Contains(pair.Key)).ToImmutableDictionary(StringComparer.Ordinal);
    }

    private async Task<ImmutableDictionary<string, string>> NamesakesAsync(DesiredContainer container, CancellationToken cancellationToken)
    {
        var instances = SharedNamespaces.InstancesOf(container.Configuration);
        if (instances.Length == 0)
        {
            return ImmutableDictionary<string, string>.Empty;
        }

        var parameters = new ContainersListParameters
        {
            All = true,
            Filters = EngineLabels.Filter((EngineLabels.Project, container.Owner.ClusterName), (EngineLabels.ClusterId, container.Owner.ClusterId)),
        };
        var existing = await connection.CallAsync(
            session => session.Client.Containers.ListContainersAsync(parameters, cancellationToken), cancellationToken).ConfigureAwait(false);
        return instances.ToImmutableDictionary(
            instance => instance,
            instance => NewestOf(existing, instance)?.ID ?? throw new EngineException(
                EngineFailure.NotFound, 0, $"{container.Instance} shares something of {instance}, which has no container yet"),
            StringComparer.Ordinal);
    }

    private static ContainerListResponse? NewestOf(IEnumerable<ContainerListResponse> containers, string instance) => containers
        .Where(container => EngineLabels.InstanceOf(container.Labels) == instance)
        .OrderBy(container => EngineLabels.NumberOf(container.Labels))
        .ThenByDescending(container => container.Created)
        .FirstOrDefault();

    /// <summary>The engine's own message about such a variable would show its value.</summary>
    private static void RefuseNamelessVariables(DesiredContainer container)
    {
        if (container.Configuration.Environment.Keys.Any(name => name.Length == 0 || name.Contains('=', StringComparison.Ordinal)))
        {
            throw new EngineException($"{container.Instance} has an environment variable without a name, or with '=' in it; correct its environment");
        }
    }

    private static string ShortId(string? id) => id is { Length: > 12 } ? id[..12] : id ?? "?";
}
