using System.Collections.Immutable;
using Slipway.Core.Configurations;
using Slipway.Core.Engines;
using Slipway.Core.Hashing;

namespace Slipway.Core.Planning;

/// <summary>A revision after everything was resolved: which containers with which hash, image, networks and volumes.</summary>
public sealed record DesiredState
{
    /// <summary>Gets what it was made from.</summary>
    public required DeploymentTarget Target { get; init; }

    /// <summary>Gets the containers, an instance after those that it depends on.</summary>
    public required ImmutableArray<DesiredContainer> Containers { get; init; }

    /// <summary>Gets the images that this deployment has already fetched, so that they are not fetched again when it plans a second time.</summary>
    public ImmutableHashSet<string> Fetched { get; init; } = [];

    /// <summary>Gets earlier revisions of the cluster by number, as far as they are known: plans tell what differs from them.</summary>
    public ImmutableDictionary<int, ConfigurationSet> Earlier { get; init; } = ImmutableDictionary<int, ConfigurationSet>.Empty;

    /// <summary>Gets whether volumes that are no longer declared go, with what is in them.</summary>
    public bool RemovesVolumes { get; init; }

    /// <summary>Resolves a target. Pure: the same target gives the same state.</summary>
    public static DesiredState Resolve(DeploymentTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        target = target with { Set = target.Set with { Configurations = BuildContexts.Resolve(target.Set.Configurations) } };
        var awaited = target.Set.Configurations
            .SelectMany(c => c.DependsOn)
            .Where(d => d.Condition == DependencyCondition.CompletedSuccessfully)
            .Select(d => d.Name)
            .ToHashSet(StringComparer.Ordinal);
        return new DesiredState
        {
            Target = target,
            Containers = [.. DependencyOrder.Sort(target.Set.Configurations).SelectMany(c => ContainersOf(target, c, awaited.Contains(c.Name)))],
        };
    }

    /// <summary>What has to be looked up on the engine to plan for this state.</summary>
    public ObserveRequest ToObserveRequest()
    {
        var images = Containers
            .SelectMany(c => c.Configuration.Image is BuiltImage built ? built.Tags.Add(c.Image) : [c.Image])
            .Concat(Containers.SelectMany(c => c.Configuration.Mounts).OfType<ImageMount>().Select(m => m.Reference));
        var ports = Containers.SelectMany(c => c.Configuration.Ports).SelectMany(PortAssigner.Candidates);
        return new ObserveRequest(Target.Owner.ClusterName)
        {
            Images = [.. images],
            Networks = [.. Target.Set.Networks.Select(n => n.Name)],
            Volumes = [.. Target.Set.Volumes.Select(v => v.Name)],
            Ports = [.. ports],
            ContainerNames = [.. Containers.Select(c => c.Name)],
            FreePorts = Containers.Sum(c => c.Configuration.Ports.Length),
        };
    }

    private static IEnumerable<DesiredContainer> ContainersOf(DeploymentTarget target, RunnableConfiguration configuration, bool isOneShot)
    {
        var image = configuration.Image switch
        {
            BuiltImage built => ContentHash.BuildTag(built),
            RegistryImage registry => registry.Reference,
            _ => throw new InvalidOperationException($"Unknown image source {configuration.Image.GetType().Name}."),
        };
        var networks = target.Set.Networks.ToDictionary(n => n.Key, StringComparer.Ordinal);
        var attachments = configuration.NetworkMode is null
            ? configuration.Networks.OrderByDescending(n => n.Priority).Select(n => (Definition: networks[n.Network], Attachment: n)).ToArray()
            : [];
        var volumeNames = configuration.Mounts.OfType<VolumeMount>()
            .Select(m => m.Volume)
            .Distinct(StringComparer.Ordinal)
            .ToImmutableSortedDictionary(v => v, v => target.Set.Volumes.First(d => d.Key == v).Name, StringComparer.Ordinal);
        var attributes = ContentHash.Attributes(
            configuration, image, attachments.Select(a => (a.Definition.Name, ContentHash.Of(a.Definition), a.Attachment)), volumeNames);
        var hash = ContentHash.OfAttributes(attributes);

        for (var number = 1; number <= configuration.Replicas; number++)
        {
            yield return new DesiredContainer
            {
                Owner = target.Owner,
                Instance = configuration.Name,
                Number = number,
                Name = configuration.ContainerName ?? $"{target.Owner.ClusterName}-{configuration.Name}-{number}",
                Image = image,
                Configuration = configuration,
                Hash = hash,
                AttributeHashes = attributes,
                Attachments = [.. attachments.Select(a => Attach(configuration, a.Definition, a.Attachment))],
                VolumeNames = volumeNames,
                RepositoryPaths = configuration.Mounts.OfType<RepositoryMount>()
                    .ToImmutableSortedDictionary(m => m.Target, m => target.RepositoryPaths[m.Path], StringComparer.Ordinal),
                IsOneShot = isOneShot,
            };
        }
    }

    private static DesiredAttachment Attach(RunnableConfiguration configuration, NetworkDefinition network, NetworkAttachment attachment) =>
        new(network.Name, attachment, [configuration.Name, .. attachment.Aliases.Where(a => a != configuration.Name)]) { Links = configuration.Links };
}
