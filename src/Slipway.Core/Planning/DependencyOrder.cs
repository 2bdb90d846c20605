using System.Collections.Immutable;
using Slipway.Core.Configurations;

namespace Slipway.Core.Planning;

/// <summary>Orders configurations so that each follows what it depends on.</summary>
public static class DependencyOrder
{
    private const string ServicePrefix = "service:";

    /// <summary>Sorts; configurations that do not depend on each other keep their order.</summary>
    /// <exception cref="ArgumentException">They depend on each other in a cycle.</exception>
    public static ImmutableArray<RunnableConfiguration> Sort(ImmutableArray<RunnableConfiguration> configurations)
    {
        var sorted = ImmutableArray.CreateBuilder<RunnableConfiguration>(configurations.Length);
        var waiting = configurations.ToList();
        var placed = new HashSet<string>(StringComparer.Ordinal);
        var known = configurations.Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        while (waiting.Count > 0)
        {
            var ready = waiting.Where(c => Of(c).All(d => placed.Contains(d.Name) || !known.Contains(d.Name))).ToArray();
            if (ready.Length == 0)
            {
                throw new ArgumentException(
                    $"{string.Join(", ", waiting.Select(c => c.Name))} depend on each other in a cycle.", nameof(configurations));
            }

            foreach (var configuration in ready)
            {
                sorted.Add(configuration);
                placed.Add(configuration.Name);
                waiting.Remove(configuration);
            }
        }

        return sorted.ToImmutable();
    }

    /// <summary>What a configuration depends on: what it says, and the instances with which it shares a network, processes, memory or mounts.</summary>
    public static ImmutableArray<Dependency> Of(RunnableConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var missing = SharedInstancesOf(configuration).Where(other => configuration.DependsOn.All(d => d.Name != other)).ToArray();
        return missing.Length == 0
            ? configuration.DependsOn
            : configuration.DependsOn.AddRange(missing.Select(other => new Dependency(other, DependencyCondition.Started)));
    }

    /// <summary>The instances of whose containers a configuration shares the network, the processes, the memory or the mounts.</summary>
    public static IEnumerable<string> SharedInstancesOf(RunnableConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return new[] { configuration.NetworkMode, configuration.Security.Pid, configuration.Security.Ipc }
            .Select(InstanceOf)
            .OfType<string>()
            .Concat(configuration.VolumesFrom.Select(VolumeSourceOf))
            .Distinct(StringComparer.Ordinal);
    }

    /// <summary>The instance whose network a configuration shares; null for none.</summary>
    public static string? SharedNetworkOf(RunnableConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return InstanceOf(configuration.NetworkMode);
    }

    /// <summary>The instance that an entry of <see cref="RunnableConfiguration.VolumesFrom"/> names.</summary>
    public static string VolumeSourceOf(string entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return entry.Split(':')[0];
    }

    private static string? InstanceOf(string? mode) =>
        mode?.StartsWith(ServicePrefix, StringComparison.Ordinal) == true ? mode[ServicePrefix.Length..] : null;
}
