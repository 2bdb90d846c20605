using System.Collections.Immutable;
using System.Text.Json;
using Slipway.Core.Configurations;
using Slipway.Core.Diagnostics;
using Slipway.Core.Hashing;

namespace Slipway.Core.Tests.Hashing;

public sealed class ContentHashTests
{
    /// <summary>What may change without another container: it concerns order, number, names and places, not what runs.</summary>
    private static readonly ImmutableHashSet<string> NotHashed = ["Name", "DependsOn", "Replicas", "Origins", "ContainerName", "Watches"];

    [Fact]
    public void Hashes_OfAFullSet_StayWhatTheyAre()
    {
        // Another hash replaces every user's containers, or builds their images again: change these only when that is meant.
        string[] hashes =
        [
            HashOf(FullSet.Web with { Replicas = 1 }),
            ContentHash.BuildTag(FullSet.Image),
            ContentHash.Of(FullSet.Value.Networks[0]),
            ContentHash.Of(FullSet.Value.Volumes[0]),
        ];

        Assert.Equal(
            ["7588583016ac4f0dae732d9d9b45f2c4", "slipway/build:1da917092f3f2425e4b6ea1f", "e7bc40497c65a539ac52c8ae", "eade36248a6184b92dbcba98"], hashes);
    }

    [Fact]
    public void ContainerHash_EveryProperty_CountsUnlessListed()
    {
        var basis = Given.Instance("web");
        foreach (var (property, changed) in Variants.Of(basis))
        {
            var differs = HashOf(basis) != HashOf(changed with { Replicas = 1 });
            Assert.True(differs != NotHashed.Contains(property), $"{property} {(differs ? "changes" : "does not change")} the hash of the container; decide in ContentHash and here");
        }
    }

    [Fact]
    public void ContainerHash_EveryNestedProperty_Counts()
    {
        var basis = Given.Instance("web");
        AssertAllCount(Variants.Of(ResourceLimits.None), v => HashOf(basis with { Limits = v }));
        AssertAllCount(Variants.Of(SecuritySettings.Default), v => HashOf(basis with { Security = v }));
        AssertAllCount(Variants.Of(new HealthCheck()), v => HashOf(basis with { HealthCheck = v }));
        AssertAllCount(Variants.Of(new NetworkAttachment { Network = "default" }).Where(v => v.Property != "Network"), v => HashOf(basis with { Networks = [v] }));
    }

    [Fact]
    public void ContainerHash_EveryPropertyOfAMount_Counts()
    {
        var basis = Given.Instance("web");
        AllCount(new VolumeMount("/t", false, "data"), "Volume");
        AllCount(new AnonymousVolumeMount("/t", false));
        AllCount(new RepositoryMount("/t", false, "conf/x", "aaaa"));
        AllCount(new HostMount("/t", false, "/srv", false));
        AllCount(new TmpfsMount("/t", false));
        AllCount(new FileMount("/t", false, "eA=="));
        AllCount(new ImageMount("/t", "other:1"), "ReadOnly");

        // Another volume has another key, which the set must have.
        void AllCount<TMount>(TMount mount, string? except = null)
            where TMount : Mount =>
            AssertAllCount(Variants.Of(mount).Where(v => v.Property != except).Append(("none", mount)), v => HashOf(basis.Mounting(v)));
    }

    [Theory]
    [InlineData("env file or variable")]
    [InlineData("config or secret")]
    [InlineData("repository file")]
    [InlineData("build context")]
    [InlineData("Dockerfile elsewhere")]
    [InlineData("network definition")]
    public void ContainerHash_AnythingResolved_Counts(string what)
    {
        var web = Given.Instance("web");
        var (first, second) = what switch
        {
            "env file or variable" => (web.WithVariable("A", "1"), web.WithVariable("A", "2")),
            "config or secret" => (web.Mounting(new FileMount("/c", true, "MQ==")), web.Mounting(new FileMount("/c", true, "Mg=="))),
            "repository file" => (web.Mounting(new RepositoryMount("/c", true, "c", "1")), web.Mounting(new RepositoryMount("/c", true, "c", "2"))),
            "build context" => (web with { Image = Given.Built(tree: "1") }, web with { Image = Given.Built(tree: "2") }),
            "Dockerfile elsewhere" => (web with { Image = Given.Built() with { DockerfileBlob = "1" } }, web with { Image = Given.Built() with { DockerfileBlob = "2" } }),
            _ => (web, web),
        };
        var set = Given.Set(second);
        set = what == "network definition" ? set with { Networks = [set.Networks[0] with { Internal = true }] } : set;

        Assert.NotEqual(Given.Desired(Given.Set(first)).Containers[0].Hash, Given.Desired(set).Containers[0].Hash);
    }

    [Fact]
    public void NetworkAndVolumeHash_EveryProperty_Counts()
    {
        AssertAllCount(Variants.Of(new NetworkDefinition { Key = "a", Name = "a" }), ContentHash.Of);
        AssertAllCount(Variants.Of(new VolumeDefinition { Key = "a", Name = "a" }), ContentHash.Of);
    }

    [Fact]
    public void BuildTag_EveryProperty_CountsExceptPlaceAndNames()
    {
        var basis = new BuiltImage { ContextPath = "app", ContextTree = "aaaa" };
        foreach (var (property, changed) in Variants.Of(basis))
        {
            var isApart = property is nameof(BuiltImage.Source) or nameof(BuiltImage.ContextPath) or nameof(BuiltImage.Tags) or nameof(BuiltImage.CacheFrom);
            Assert.Equal(isApart, ContentHash.BuildTag(basis) == ContentHash.BuildTag(changed));
        }
    }

    [Fact]
    public void ContainerHash_OrderOfEntries_DoesNotCount()
    {
        var forth = Given.Instance("web").WithVariable("a", "1").WithVariable("B", "2").WithVariable("_", "3");
        var back = Given.Instance("web") with
        {
            Environment = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add("_", "3").Add("B", "2").Add("a", "1"),
        };

        Assert.Equal(HashOf(forth), HashOf(back));
    }

    [Fact]
    public void SetHash_LinesMoved_IsTheSame()
    {
        var moved = FullSet.Web with { Origins = FullSet.Web.Origins.SetItem("", new SourceLocation("compose.yaml", 99, 1)) };

        Assert.Equal(ContentHash.Of(FullSet.Value), ContentHash.Of(FullSet.Value with { Configurations = FullSet.Value.Configurations.SetItem(0, moved) }));
        Assert.NotEqual(ContentHash.Of(FullSet.Value), ContentHash.Of(FullSet.Value with { Volumes = [] }));
    }

    [Fact]
    public void Json_FullSet_ComesBackAsItWas()
    {
        var json = JsonSerializer.Serialize(FullSet.Value, ContentHash.Json);
        var back = JsonSerializer.Deserialize<ConfigurationSet>(json, ContentHash.Json)!;

        Assert.Equal(json, JsonSerializer.Serialize(back, ContentHash.Json));
        Assert.Equal(ContentHash.Of(FullSet.Value), ContentHash.Of(back));
        var web = back.Configurations[0];
        Assert.Equal(0, web.Replicas);
        Assert.Equal(FullSet.Web.Mounts, web.Mounts);
        Assert.Equal(FullSet.Web.DependsOn, web.DependsOn);
        Assert.Equal(FullSet.Web.Ports, web.Ports);
        Assert.Equal(FullSet.Web.StopGracePeriod, web.StopGracePeriod);
        Assert.True(web.Entrypoint is { IsEmpty: true }, "an empty entry point is not the image's");
        Assert.False(web.Init);
        Assert.Equal(HashOf(FullSet.Web with { Replicas = 1 }), HashOf(web with { Replicas = 1 }));
    }

    [Fact]
    public void Attributes_Defaults_AreNotListed() =>
        Assert.Equal(["image", "networks"], Given.Desired(Given.Set(Given.Instance("web"))).Containers[0].AttributeHashes.Keys);

    private static string HashOf(RunnableConfiguration configuration)
    {
        var set = FullSet.Value with { Configurations = [configuration, Given.Instance("b"), Given.Instance("db"), Given.Instance("job")] };
        return Given.Desired(set).Containers.First(c => ReferenceEquals(c.Configuration, configuration)).Hash;
    }

    private static void AssertAllCount<TRecord>(IEnumerable<(string Property, TRecord Changed)> variants, Func<TRecord, string> hash)
    {
        var all = variants.ToArray();
        var hashes = all.Select(v => hash(v.Changed)).ToArray();

        Assert.NotEmpty(all);
        Assert.Equal(hashes.Length, hashes.Distinct().Count());
    }
}
