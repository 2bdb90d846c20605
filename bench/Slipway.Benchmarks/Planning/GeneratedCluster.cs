using System.Collections.Immutable;
using System.Globalization;
using Slipway.Core.Configurations;
using Slipway.Core.Planning;

namespace Slipway.Benchmarks.Planning;

/// <summary>A cluster of many containers with one network, and what an engine shows once it runs.</summary>
internal static class GeneratedCluster
{
    private static readonly Ownership Owner = new("cluster-1", "generated", 1, "https://example.com/team/shop.git", new string('a', 40));

    /// <summary>Makes the configurations; each but the first depends on another one.</summary>
    public static ConfigurationSet Configurations(int count) => new()
    {
        Configurations = [.. Enumerable.Range(0, count).Select(Configuration)],
        Networks = [new NetworkDefinition { Key = "default", Name = "generated_default" }],
        Volumes = [],
    };

    /// <summary>What a set resolves to.</summary>
    public static DesiredState Resolve(ConfigurationSet set) =>
        DesiredState.Resolve(new DeploymentTarget(Owner, set, ImmutableSortedDictionary<string, string>.Empty));

    /// <summary>What the engine shows when a state is reached.</summary>
    public static ObservedState Reached(DesiredState desired) => new()
    {
        Containers = [.. desired.Containers.Select(Observed)],
        Networks = [.. desired.Target.Set.Networks.Select(n => new ObservedResource(n.Name, Owner.ClusterId, Slipway.Core.Hashing.ContentHash.Of(n)))],
        Images = desired.Containers.Select(c => c.Image).Distinct().ToImmutableSortedDictionary(i => i, IdOf),
    };

    private static RunnableConfiguration Configuration(int number) => new()
    {
        Name = NameOf(number),
        Image = new RegistryImage(string.Create(CultureInfo.InvariantCulture, $"example/service-{number % 20}:1.0")),
        Command = ["serve", "--port", "8080"],
        Environment = Enumerable.Range(0, 10).ToImmutableSortedDictionary(
            i => string.Create(CultureInfo.InvariantCulture, $"SETTING_{i}"), i => string.Create(CultureInfo.InvariantCulture, $"{number} {i}")),
        Networks = [new NetworkAttachment { Network = "default" }],
        DependsOn = number == 0 ? [] : [new Dependency(NameOf(number / 2), DependencyCondition.Started)],
    };

    private static ObservedContainer Observed(DesiredContainer container) => new()
    {
        Id = container.Name,
        Name = container.Name,
        Instance = container.Instance,
        Number = container.Number,
        ClusterId = Owner.ClusterId,
        Hash = container.Hash,
        AttributeHashes = container.AttributeHashes,
        ImageId = IdOf(container.Image),
        State = ContainerState.Running,
        Networks = [.. container.Attachments.Select(a => a.NetworkName)],
    };

    private static string IdOf(string image) => "sha256:" + image;

    private static string NameOf(int number) => string.Create(CultureInfo.InvariantCulture, $"s{number}");
}
