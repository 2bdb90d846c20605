using System.Collections.Immutable;
using Slipway.Core.Configurations;

namespace Slipway.Core.Planning;

/// <summary>Plans the removal of exactly what carries the cluster's id; what is external is never touched.</summary>
public static class RemovalPlanner
{
    /// <summary>Plans a removal.</summary>
    /// <param name="clusterId">The cluster.</param>
    /// <param name="set">The last revision's, for the order of its instances and its networks with names of their own; other containers are removed as well.</param>
    /// <param name="observed">What is there.</param>
    /// <param name="withVolumes">Whether the cluster's own volumes go too, with what is in them.</param>
    public static Plan Plan(string clusterId, ConfigurationSet set, ObservedState observed, bool withVolumes)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(observed);
        var configurations = set.Configurations;
        var draft = new PlanDraft();
        var containers = observed.Containers.Where(c => c.ClusterId == clusterId).ToArray();
        var dependents = configurations
            .SelectMany(c => DependencyOrder.Of(c).Select(d => (On: d.Name, c.Name)))
            .ToLookup(d => d.On, d => d.Name, StringComparer.Ordinal);
        var stopped = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        var removed = new List<int>();
        // Dependents end first, so that a database is there until the last one has let go of it.
        foreach (var group in ReverseOrder(configurations, containers))
        {
            var before = dependents[group.Key].SelectMany(d => stopped.GetValueOrDefault(d) ?? []).ToArray();
            stopped[group.Key] = [];
            foreach (var container in group)
            {
                var stop = draft.Add(new StopContainer(container.Instance, container.Id, "the environment is removed"), [], afterExit: before);
                stopped[group.Key].Add(stop);
                removed.Add(draft.Add(new RemoveContainer(container.Instance, container.Id, withVolumes, "the environment is removed"), [stop]));
            }
        }

        var common = set.Networks.Where(n => !n.External).Select(n => n.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var network in observed.Networks.Where(n => n.ClusterId == clusterId || (n.IsCommon && common.Contains(n.Name))))
        {
            if (network.IsShared)
            {
                draft.Notices.Add($"network {network.Name} is kept: others use it");
            }
            else
            {
                // A container has left its networks once it is stopped.
                draft.Add(new RemoveNetwork(network.Name, "the environment is removed"), [.. stopped.Values.SelectMany(s => s)]);
            }
        }

        foreach (var volume in observed.Volumes.Where(v => v.ClusterId is not null))
        {
            if (withVolumes)
            {
                draft.Add(new RemoveVolume(volume.Name, "its removal was asked for"), removed);
            }
            else
            {
                draft.Notices.Add($"volume {volume.Name} is kept");
            }
        }

        return draft.ToPlan();
    }

    private static IEnumerable<IGrouping<string, ObservedContainer>> ReverseOrder(
        ImmutableArray<RunnableConfiguration> configurations, ObservedContainer[] containers)
    {
        var order = DependencyOrder.Sort(configurations).Select((c, i) => (c.Name, i)).ToDictionary(c => c.Name, c => c.i, StringComparer.Ordinal);
        return containers
            .GroupBy(c => c.Instance, StringComparer.Ordinal)
            .OrderByDescending(g => order.GetValueOrDefault(g.Key, int.MaxValue));
    }
}
