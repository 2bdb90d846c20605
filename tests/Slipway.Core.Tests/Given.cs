using System.Collections.Immutable;
using Slipway.Core.Clusters;
using Slipway.Core.Configurations;
using Slipway.Core.Hashing;
using Slipway.Core.Planning;

namespace Slipway.Core.Tests;

/// <summary>What tests begin with.</summary>
internal static class Given
{
    public static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static Ownership Owner { get; } = new("c1", "shop", 1, "/srv/shop", "0123456789abcdef0123456789abcdef01234567");

    /// <summary>An instance on the default network.</summary>
    public static RunnableConfiguration Instance(string name, string image = "nginx:1") => new()
    {
        Name = name,
        Image = new RegistryImage(image),
        Networks = [new NetworkAttachment { Network = "default" }],
    };

    public static RunnableConfiguration WithHealthCheck(this RunnableConfiguration configuration) =>
        configuration with { HealthCheck = new HealthCheck { Test = ["CMD", "true"] } };

    public static RunnableConfiguration After(
        this RunnableConfiguration configuration, string other, DependencyCondition condition = DependencyCondition.Started, bool required = true) =>
        configuration with { DependsOn = configuration.DependsOn.Add(new Dependency(other, condition, required)) };

    public static RunnableConfiguration Publishing(this RunnableConfiguration configuration, int target, string? published) =>
        configuration with { Ports = configuration.Ports.Add(new PortMapping(target, published)) };

    public static RunnableConfiguration WithVariable(this RunnableConfiguration configuration, string name, string value) =>
        configuration with { Environment = configuration.Environment.SetItem(name, value) };

    public static RunnableConfiguration Mounting(this RunnableConfiguration configuration, Mount mount) =>
        configuration with { Mounts = configuration.Mounts.Add(mount) };

    /// <summary>A set with the default network.</summary>
    public static ConfigurationSet Set(params RunnableConfiguration[] configurations) => new()
    {
        Configurations = [.. configurations],
        Networks = [new NetworkDefinition { Key = "default", Name = "shop_default" }],
    };

    public static ConfigurationSet WithVolume(this ConfigurationSet set, string key, bool external = false) =>
        set with { Volumes = set.Volumes.Add(new VolumeDefinition { Key = key, Name = external ? key : "shop_" + key, External = external }) };

    public static ConfigurationSet WithNetwork(this ConfigurationSet set, string key, bool external = false) =>
        set with { Networks = set.Networks.Add(new NetworkDefinition { Key = key, Name = external ? key : "shop_" + key, External = external }) };

    public static BuiltImage Built(string path = "app", string tree = "aaaa", params string[] tags) => new() { ContextPath = path, ContextTree = tree, Tags = [.. tags] };

    public static DesiredState Desired(ConfigurationSet set, Ownership? owner = null) => DesiredState.Resolve(new DeploymentTarget(
        owner ?? Owner,
        set,
        set.Configurations.SelectMany(c => c.Mounts).OfType<RepositoryMount>().Select(m => m.Path).Distinct()
            .ToImmutableSortedDictionary(p => p, p => "/var/checkouts/" + p, StringComparer.Ordinal)));

    public static Cluster Cluster(int revision = 1, ClusterState state = ClusterState.Deploying) => new()
    {
        Id = Owner.ClusterId,
        Name = Owner.ClusterName,
        Format = "compose",
        Source = new ClusterSource(Owner.Source, string.Empty, "main", [], []),
        Revision = revision,
        State = state,
        CreatedAt = Now,
        UpdatedAt = Now,
    };

    public static Revision Revision(ConfigurationSet set, int number = 1) => new()
    {
        ClusterId = Owner.ClusterId,
        Number = number,
        Commit = Owner.Commit,
        Set = set,
        ContentHash = ContentHash.Of(set),
        CreatedAt = Now,
    };
}
