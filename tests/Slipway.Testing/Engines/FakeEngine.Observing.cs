using System.Collections.Immutable;
using Slipway.Core.Engines;
using Slipway.Core.Planning;

namespace Slipway.Testing.Engines;

/// <summary>What the engine shows.</summary>
public sealed partial class FakeEngine
{
    private const int FirstFreePort = 20000;

    public Task<ObservedState> ObserveAsync(ObserveRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        if (Refuse?.Invoke($"observe {request.ClusterName}") is { } refusal)
        {
            return Task.FromException<ObservedState>(refusal);
        }

        lock (_lock)
        {
            var others = _containers.Values.Where(c => c.Made.Owner.ClusterName != request.ClusterName).ToArray();
            var takenByOthers = others.SelectMany(c => c.Ports).Select(p => new PortKey(p.HostPort, p.Protocol)).Concat(PortsTaken).ToHashSet();
            return Task.FromResult(new ObservedState
            {
                Containers = List(request.ClusterName),
                Networks =
                [
                    .. Select(_networks, request.ClusterName, request.Networks.Union(List(request.ClusterName).SelectMany(c => c.Networks)))
                        .Select(n => n.IsCommon ? n with { IsShared = others.Any(c => c.Networks.Contains(n.Name)) } : n),
                ],
                Volumes = Select(_volumes, request.ClusterName, request.Volumes),
                Images = _images.Where(i => request.Images.Contains(i.Key)).ToImmutableSortedDictionary(StringComparer.Ordinal),
                TakenPorts = [.. request.Ports.Where(takenByOthers.Contains)],
                FreePorts = [.. Enumerable.Range(FirstFreePort, 1000).Where(p => !IsTaken(p)).Take(request.FreePorts)],
                ForeignContainerNames = others
                    .Where(c => request.ContainerNames.Contains(c.Name))
                    .ToImmutableSortedDictionary(c => c.Name, c => $"environment {c.Made.Owner.ClusterName}", StringComparer.Ordinal),
            });
        }
    }

    public Task<ImmutableArray<ObservedContainer>> ListContainersAsync(string clusterName, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(List(clusterName));
        }
    }

    private ImmutableArray<ObservedContainer> List(string clusterName) =>
    [
        .. _containers.Values
            .Where(c => c.Made.Owner.ClusterName == clusterName)
            .Select(c => c.Observe())
            .OrderBy(c => c.Instance, StringComparer.Ordinal)
            .ThenBy(c => c.Number)
            .ThenBy(c => c.Name, StringComparer.Ordinal),
    ];

    private static ImmutableArray<ObservedResource> Select(
        SortedDictionary<string, (ObservedResource Resource, string Cluster)> all, string clusterName, ImmutableSortedSet<string> asked) =>
        [.. all.Values.Where(r => asked.Contains(r.Resource.Name) || (r.Cluster == clusterName && r.Resource.ClusterId is not null)).Select(r => r.Resource)];

    private bool IsTaken(int port) => PortsTaken.Any(p => p.Port == port) || _containers.Values.Any(c => c.Ports.Any(p => p.HostPort == port));
}
