using System.Collections.Immutable;
using System.Globalization;
using Slipway.Core.Diagnostics;
using Slipway.Core.Planning;

namespace Slipway.Core.Configurations;

/// <summary>Checks that a set given directly hangs together. A set that a format made always does.</summary>
public static class ConfigurationSetValidator
{
    private const string Code = "SW0100";

    /// <summary>Gets every finding; empty where the set can be deployed.</summary>
    public static ImmutableArray<Diagnostic> Validate(ConfigurationSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        var found = ImmutableArray.CreateBuilder<Diagnostic>();
        var names = set.Configurations.Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        if (set.Configurations.IsEmpty)
        {
            Add("configurations", "there is none; give at least one");
        }

        foreach (var duplicate in set.Configurations.GroupBy(c => c.Name, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            Add($"configurations.{duplicate.Key}", "the name is given twice");
        }

        foreach (var configuration in set.Configurations)
        {
            ValidateOne(configuration, set, names, (path, message) => Add($"configurations.{configuration.Name}.{path}", message));
        }

        if (found.Count == 0 && TryFindCycle(set) is { } cycle)
        {
            Add("configurations", cycle);
        }

        return found.ToImmutable();

        void Add(string path, string message) => found.Add(new Diagnostic(Code, Severity.Error, null, path, message));
    }

    private static void ValidateOne(RunnableConfiguration configuration, ConfigurationSet set, HashSet<string> names, Action<string, string> add)
    {
        if (configuration.Name.Length == 0 || configuration.Name.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('.' or '_' or '-')))
        {
            add("name", $"\"{configuration.Name}\" is not a name; use letters, digits, ., _ and -");
        }

        if (configuration.Image is BuiltImage)
        {
            add("image", "a build needs a repository; give an image by reference, or import a repository");
        }
        else if (configuration.Image is RegistryImage { Reference: null or "" })
        {
            add("image", "the reference is empty");
        }

        foreach (var dependency in configuration.DependsOn.Where(d => !names.Contains(d.Name)))
        {
            add("dependsOn", $"there is no configuration \"{dependency.Name}\"");
        }

        foreach (var attachment in configuration.Networks.Where(n => set.Networks.All(d => d.Key != n.Network)))
        {
            add("networks", $"there is no network \"{attachment.Network}\"");
        }

        foreach (var mount in configuration.Mounts)
        {
            switch (mount)
            {
                case VolumeMount volume when set.Volumes.All(v => v.Key != volume.Volume):
                    add("mounts", $"there is no volume \"{volume.Volume}\"");
                    break;
                case RepositoryMount:
                    add("mounts", "a repository path needs a repository; give a volume or a file with its content");
                    break;
            }
        }

        foreach (var port in configuration.Ports.Where(p => p.Target is < 1 or > 65535))
        {
            add("ports", $"{port.Target} is not a port; use 1-65535");
        }

        foreach (var port in configuration.Ports.Where(p => !IsPortOrRange(p.Published)))
        {
            add("ports", $"\"{port.Published}\" is not a port or a range such as 8000-8010");
        }

        if (DependencyOrder.SharedNetworkOf(configuration) is { } other && !names.Contains(other))
        {
            add("networkMode", $"there is no configuration \"{other}\"");
        }

        foreach (var entry in configuration.VolumesFrom.Where(v => !names.Contains(DependencyOrder.VolumeSourceOf(v))))
        {
            add("volumesFrom", $"there is no configuration \"{DependencyOrder.VolumeSourceOf(entry)}\"");
        }

        if (configuration.Replicas is < 0 or > 1000)
        {
            add("replicas", $"{configuration.Replicas} is out of range; use 0-1000");
        }
    }

    private static bool IsPortOrRange(string? published)
    {
        if (string.IsNullOrEmpty(published))
        {
            return true;
        }

        var ends = published.Split('-', 2).Select(e => ushort.TryParse(e, NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : 0).ToArray();
        return ends[0] > 0 && ends[^1] >= ends[0];
    }

    private static string? TryFindCycle(ConfigurationSet set)
    {
        try
        {
            DependencyOrder.Sort(set.Configurations);
            return null;
        }
        catch (ArgumentException error)
        {
            return error.Message;
        }
    }
}
