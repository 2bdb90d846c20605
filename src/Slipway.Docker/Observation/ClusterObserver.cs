using System.Collections.Immutable;
using Docker.DotNet.Models;
using Slipway.Core.Engines;
using Slipway.Core.Planning;
using Slipway.Docker.Awaiting;
using Slipway.Docker.Connection;
using Slipway.Docker.Images;
using Slipway.Docker.Labels;

namespace Slipway.Docker.Observation;

/// <summary>Reads what the engine has of a cluster: a handful of calls, all at the same time.</summary>
internal sealed class ClusterObserver(EngineConnection connection, EngineImages images, EarlyHealth early, HostPorts hostPorts)
{
    public async Task<ObservedState> ObserveAsync(ObserveRequest request, CancellationToken cancellationToken)
    {
        var own = ListContainersAsync(request.ClusterName, cancellationToken);
        var others = ListOthersAsync(request, cancellationToken);
        var networks = ObserveNetworksAsync(request, own, cancellationToken);
        var volumes = ObserveVolumesAsync(request, cancellationToken);
        var found = ObserveImagesAsync(request, cancellationToken);
        await Task.WhenAll(own, others, networks, volumes, found).ConfigureAwait(false);

        var ports = hostPorts.Look(request, await own.ConfigureAwait(false), await others.ConfigureAwait(false));
        return new ObservedState
        {
            Containers = await own.ConfigureAwait(false),
            Networks = await networks.ConfigureAwait(false),
            Volumes = await volumes.ConfigureAwait(false),
            Images = await found.ConfigureAwait(false),
            TakenPorts = ports.Taken,
            FreePorts = ports.Free,
            ForeignContainerNames = NamesIn(request, await others.ConfigureAwait(false)),
        };
    }

    public async Task<ImmutableArray<ObservedContainer>> ListContainersAsync(string clusterName, CancellationToken cancellationToken)
    {
        var parameters = new ContainersListParameters { All = true, Filters = EngineLabels.Filter((EngineLabels.Project, clusterName)) };
        var listed = await connection.CallAsync(
            session => session.Client.Containers.ListContainersAsync(parameters, cancellationToken), cancellationToken).ConfigureAwait(false);
        var details = await Task.WhenAll(listed.Select(container => DetailAsync(container, cancellationToken))).ConfigureAwait(false);
        return
        [
            .. details.OfType<ObservedContainer>()
                .OrderBy(container => container.Instance, StringComparer.Ordinal)
                .ThenBy(container => container.Number)
                .ThenBy(container => container.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>The list lacks exit code, restarts and, before API 1.52, the health; all of them come with one inspection.</summary>
    private async Task<ObservedContainer?> DetailAsync(ContainerListResponse listed, CancellationToken cancellationToken)
    {
        var detail = await connection.FindAsync(
            session => session.Client.Containers.InspectContainerAsync(listed.ID!, cancellationToken), cancellationToken).ConfigureAwait(false);
        if (detail is null)
        {
            return null;
        }

        var observed = ContainerReading.Read(listed, detail);
        return observed.Health == HealthState.Starting && early.HasPassed(detail) ? observed with { Health = HealthState.Healthy } : observed;
    }

    /// <summary>Containers outside of the cluster, when names or ports have to be compared with them.</summary>
    private async Task<ImmutableArray<ContainerListResponse>> ListOthersAsync(ObserveRequest request, CancellationToken cancellationToken)
    {
        var namesMatter = !request.ContainerNames.IsEmpty;
        if (!namesMatter && request.Ports.IsEmpty && request.FreePorts == 0)
        {
            return [];
        }

        // Without names only those that run are of interest: the others publish nothing.
        var listed = await connection.CallAsync(
            session => session.Client.Containers.ListContainersAsync(new ContainersListParameters { All = namesMatter }, cancellationToken),
            cancellationToken).ConfigureAwait(false);
        return [.. listed.Where(container => !IsOwn(container, request.ClusterName))];
    }

    private static bool IsOwn(ContainerListResponse container, string clusterName) =>
        EngineLabels.ProjectOf(container.Labels) == clusterName && EngineLabels.ClusterOf(container.Labels) is not null;

    private static ImmutableSortedDictionary<string, string> NamesIn(ObserveRequest request, ImmutableArray<ContainerListResponse> others) => others
        .SelectMany(container => (container.Names ?? []).Select(name => (Name: name.TrimStart('/'), container)))
        .Where(pair => request.ContainerNames.Contains(pair.Name))
        .DistinctBy(pair => pair.Name)
        .ToImmutableSortedDictionary(pair => pair.Name, pair => EngineLabels.DescribeOwner(pair.container.Labels), StringComparer.Ordinal);

    private async Task<ImmutableArray<ObservedResource>> ObserveNetworksAsync(
        ObserveRequest request, Task<ImmutableArray<ObservedContainer>> own, CancellationToken cancellationToken)
    {
        var all = await connection.CallAsync(
            session => session.Client.Networks.ListNetworksAsync(new NetworksListParameters(), cancellationToken), cancellationToken).ConfigureAwait(false);
        var containers = await own.ConfigureAwait(false);
        // What was declared before and is joined still may be one that nobody else uses; of what is joined, the rest is not for Slipway to remove.
        var asked = request.Networks.Union(containers.SelectMany(container => container.Networks));
        var found = Select(request.ClusterName, asked, all.Select(network => ((string?)network.Name, (IDictionary<string, string>?)network.Labels)));
        var ofInterest = found.Where(network => network.IsCommon || network.ClusterId is not null || request.Networks.Contains(network.Name));
        var ids = containers.Select(container => container.Id).ToHashSet(StringComparer.Ordinal);
        return [.. await Task.WhenAll(ofInterest.Select(async network => network.IsCommon
            ? network with { IsShared = await IsSharedAsync(network.Name, ids, cancellationToken).ConfigureAwait(false) }
            : network)).ConfigureAwait(false)];
    }

    private async Task<bool> IsSharedAsync(string network, HashSet<string> own, CancellationToken cancellationToken)
    {
        var filters = new Dictionary<string, IDictionary<string, bool>> { ["network"] = new Dictionary<string, bool> { [network] = true } };
        var joined = await connection.CallAsync(
            session => session.Client.Containers.ListContainersAsync(new ContainersListParameters { All = true, Filters = filters }, cancellationToken),
            cancellationToken).ConfigureAwait(false);
        return joined.Any(container => !own.Contains(container.ID!));
    }

    private async Task<ImmutableArray<ObservedResource>> ObserveVolumesAsync(ObserveRequest request, CancellationToken cancellationToken)
    {
        var all = await connection.CallAsync(
            session => session.Client.Volumes.ListAsync(new VolumesListParameters(), cancellationToken), cancellationToken).ConfigureAwait(false);
        return Select(request.ClusterName, request.Volumes, (all.Volumes ?? []).Select(volume => ((string?)volume.Name, (IDictionary<string, string>?)volume.Labels)));
    }

    private static ImmutableArray<ObservedResource> Select(
        string clusterName, ImmutableSortedSet<string> asked, IEnumerable<(string? Name, IDictionary<string, string>? Labels)> all) =>
    [
        .. all
            .Where(one => one.Name is not null)
            .Where(one => asked.Contains(one.Name!)
                || (EngineLabels.ProjectOf(one.Labels) == clusterName && EngineLabels.ClusterOf(one.Labels) is not null))
            .Select(one => new ObservedResource(one.Name!, EngineLabels.ClusterOf(one.Labels), EngineLabels.HashOf(one.Labels)))
            .OrderBy(one => one.Name, StringComparer.Ordinal),
    ];

    private async Task<ImmutableSortedDictionary<string, string>> ObserveImagesAsync(ObserveRequest request, CancellationToken cancellationToken)
    {
        var found = await Task.WhenAll(request.Images.Select(async reference =>
            (reference, Id: await images.FindIdAsync(reference, cancellationToken).ConfigureAwait(false)))).ConfigureAwait(false);
        return found
            .Where(image => image.Id is not null)
            .ToImmutableSortedDictionary(image => image.reference, image => image.Id!, StringComparer.Ordinal);
    }
}
