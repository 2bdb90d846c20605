using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Slipway.Core.Configurations;
using Slipway.Core.Hashing;
using Slipway.Core.Planning;

namespace Slipway.Docker.Labels;

/// <summary>
/// Every label that Slipway writes or reads. Those of Docker Compose make its own commands list an environment; ours say whose it is.
/// The user's labels never replace either.
/// </summary>
internal static class EngineLabels
{
    public const string Project = "com.docker.compose.project";
    public const string Service = "com.docker.compose.service";
    public const string ClusterId = "slipway.cluster-id";
    public const string FileVolumes = "slipway.file-volumes";

    private const string ContainerNumber = "com.docker.compose.container-number";
    private const string OneOff = "com.docker.compose.oneoff";
    private const string ConfigHash = "com.docker.compose.config-hash";
    private const string ComposeVersion = "com.docker.compose.version";
    private const string ComposeImage = "com.docker.compose.image";
    private const string DependsOn = "com.docker.compose.depends_on";
    private const string ComposeNetwork = "com.docker.compose.network";
    private const string ComposeVolume = "com.docker.compose.volume";

    private const string ComposePrefix = "com.docker.compose.";
    private const string OwnPrefix = "slipway.";
    private const string Revision = "slipway.revision";
    private const string Commit = "slipway.commit";
    private const string Source = "slipway.source";
    private const string Hash = "slipway.hash";
    private const string Attributes = "slipway.attributes";
    private const string PostStart = "slipway.post-start";
    private const string PreStop = "slipway.pre-stop";

    private static readonly string Version = typeof(EngineLabels).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    public static Dictionary<string, string> ForContainer(DesiredContainer container, string imageId)
    {
        var labels = Base(container.Configuration.Labels, container.Owner, container.Hash);
        labels[Service] = container.Instance;
        labels[ContainerNumber] = container.Number.ToString(CultureInfo.InvariantCulture);
        labels[OneOff] = "False";
        labels[ConfigHash] = container.Hash;
        labels[ComposeImage] = imageId;
        labels[DependsOn] = string.Join(',', container.Configuration.DependsOn.Select(Describe));
        Record(labels, PostStart, container.Configuration.PostStart);
        Record(labels, PreStop, container.Configuration.PreStop);
        labels[Attributes] = string.Join(',', container.AttributeHashes.Select(pair => $"{pair.Key}={pair.Value}"));
        return labels;
    }

    public static Dictionary<string, string> ForNetwork(NetworkDefinition network, string hash, Ownership owner)
    {
        var labels = Base(network.Labels, owner, hash);
        if (!network.IsOwnedBy(owner.ClusterName))
        {
            labels.Remove(Project);
            labels.Remove(ClusterId);
        }

        labels[ComposeNetwork] = network.Key;
        labels[ConfigHash] = hash;
        return labels;
    }

    public static Dictionary<string, string> ForVolume(VolumeDefinition volume, string hash, Ownership owner)
    {
        var labels = Base(volume.Labels, owner, hash);
        if (!volume.IsOwnedBy(owner.ClusterName))
        {
            labels.Remove(Project);
            labels.Remove(ClusterId);
        }

        labels[ComposeVolume] = volume.Key;
        labels[ConfigHash] = hash;
        return labels;
    }

    /// <summary>The cluster that made it; null for something from elsewhere.</summary>
    public static string? ClusterOf(IDictionary<string, string>? labels) => Read(labels, ClusterId);

    public static string? ProjectOf(IDictionary<string, string>? labels) => Read(labels, Project);

    public static string? InstanceOf(IDictionary<string, string>? labels) => Read(labels, Service);

    public static string HashOf(IDictionary<string, string>? labels) => Read(labels, Hash) ?? string.Empty;

    public static int NumberOf(IDictionary<string, string>? labels) =>
        int.TryParse(Read(labels, ContainerNumber), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 1;

    /// <summary>The revision that it was made by; 0 where that is not known.</summary>
    public static int RevisionOf(IDictionary<string, string>? labels) =>
        int.TryParse(Read(labels, Revision), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    public static ImmutableSortedDictionary<string, string> AttributesOf(IDictionary<string, string>? labels)
    {
        var attributes = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var pair in (Read(labels, Attributes) ?? string.Empty).Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var split = pair.IndexOf('=', StringComparison.Ordinal);
            if (split > 0)
            {
                attributes[pair[..split]] = pair[(split + 1)..];
            }
        }

        return attributes.ToImmutable();
    }

    /// <summary>The directories of a container that are volumes only because small files were written into them.</summary>
    public static string[] FileVolumesOf(IDictionary<string, string>? labels) =>
        (Read(labels, FileVolumes) ?? string.Empty).Split(',', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The commands that follow a container's start.</summary>
    public static ImmutableArray<ContainerCommand> PostStartOf(IDictionary<string, string>? labels) => CommandsOf(labels, PostStart);

    /// <summary>The commands that precede a container's stop: those that it was created with, whatever its revision has become since.</summary>
    public static ImmutableArray<ContainerCommand> PreStopOf(IDictionary<string, string>? labels) => CommandsOf(labels, PreStop);

    /// <summary>Says for people whose something is.</summary>
    public static string DescribeOwner(IDictionary<string, string>? labels) => (ClusterOf(labels), ProjectOf(labels)) switch
    {
        (not null, { } project) => $"environment {project}",
        (_, { } project) => $"Compose project {project}",
        _ => "something that Slipway did not create",
    };

    /// <summary>Filters a listing by labels, each as <c>KEY=VALUE</c>.</summary>
    public static Dictionary<string, IDictionary<string, bool>> Filter(params IEnumerable<(string Key, string Value)> labels) => new()
    {
        ["label"] = labels.ToDictionary(label => $"{label.Key}={label.Value}", _ => true),
    };

    private static Dictionary<string, string> Base(ImmutableSortedDictionary<string, string> user, Ownership owner, string hash)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in user)
        {
            if (!key.StartsWith(ComposePrefix, StringComparison.Ordinal) && !key.StartsWith(OwnPrefix, StringComparison.Ordinal))
            {
                labels[key] = value;
            }
        }

        labels[Project] = owner.ClusterName;
        labels[ComposeVersion] = Version;
        labels[ClusterId] = owner.ClusterId;
        labels[Revision] = owner.Revision.ToString(CultureInfo.InvariantCulture);
        labels[Commit] = owner.Commit;
        labels[Source] = owner.Source;
        labels[Hash] = hash;
        return labels;
    }

    private static string Describe(Dependency dependency)
    {
        var condition = dependency.Condition switch
        {
            DependencyCondition.Healthy => "service_healthy",
            DependencyCondition.CompletedSuccessfully => "service_completed_successfully",
            _ => "service_started",
        };
        return $"{dependency.Name}:{condition}:{(dependency.Restart ? "true" : "false")}";
    }

    private static void Record(Dictionary<string, string> labels, string label, ImmutableArray<ContainerCommand> commands)
    {
        if (!commands.IsEmpty)
        {
            labels[label] = JsonSerializer.Serialize(commands, ContentHash.Json);
        }
    }

    // Only what this program wrote: a container of elsewhere has no commands for us.
    private static ImmutableArray<ContainerCommand> CommandsOf(IDictionary<string, string>? labels, string label) =>
        ClusterOf(labels) is not null && Read(labels, label) is { } json ? JsonSerializer.Deserialize<ImmutableArray<ContainerCommand>>(json, ContentHash.Json) : [];

    private static string? Read(IDictionary<string, string>? labels, string key) =>
        labels is not null && labels.TryGetValue(key, out var value) ? value : null;
}
