using System.Collections.Immutable;
using Slipway.Core.Configurations;

namespace Slipway.Docker.Tests.Containers;

public sealed class LabelTests(EngineFixture fixture) : IAsyncDisposable
{
    private readonly TestCluster _cluster = new(fixture);

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task CreateContainer_Labels_AreThoseOfDockerComposeAndOurs()
    {
        var configuration = TestCluster.Sleeper("web") with
        {
            DependsOn = [new Dependency("db", DependencyCondition.Healthy, Restart: true), new Dependency("init", DependencyCondition.CompletedSuccessfully)],
        };
        var name = await _cluster.CreateAsync(_cluster.Desired(configuration));

        var found = await _cluster.InspectAsync(name);
        var labels = found.Config!.Labels;

        Assert.Equal(_cluster.Name, labels["com.docker.compose.project"]);
        Assert.Equal("web", labels["com.docker.compose.service"]);
        Assert.Equal("1", labels["com.docker.compose.container-number"]);
        Assert.Equal("False", labels["com.docker.compose.oneoff"]);
        Assert.Equal("hash-of-web", labels["com.docker.compose.config-hash"]);
        Assert.Equal(found.Image, labels["com.docker.compose.image"]);
        Assert.Equal("db:service_healthy:true,init:service_completed_successfully:false", labels["com.docker.compose.depends_on"]);
        Assert.Equal(_cluster.Owner.ClusterId, labels["slipway.cluster-id"]);
        Assert.Equal("3", labels["slipway.revision"]);
        Assert.Equal(_cluster.Owner.Commit, labels["slipway.commit"]);
        Assert.Equal("example/guestbook", labels["slipway.source"]);
        Assert.Equal("hash-of-web", labels["slipway.hash"]);
        Assert.Equal("command=c1,image=i1", labels["slipway.attributes"]);
    }

    [Fact]
    public async Task CreateContainer_UserLabels_NeverReplaceOurs()
    {
        var configuration = TestCluster.Sleeper("web");
        configuration = configuration with
        {
            Labels = configuration.Labels.Add("team", "blue").Add("slipway.cluster-id", "stolen").Add("com.docker.compose.project.working_dir", "/etc"),
        };

        var name = await _cluster.CreateAsync(_cluster.Desired(configuration));

        var labels = (await _cluster.InspectAsync(name)).Config!.Labels;
        Assert.Equal("blue", labels["team"]);
        Assert.Equal(_cluster.Owner.ClusterId, labels["slipway.cluster-id"]);
        Assert.DoesNotContain("com.docker.compose.project.working_dir", labels.Keys);
    }

    [Fact]
    public async Task CreateNetworkAndVolume_Labels_NameTheirKeys()
    {
        await _cluster.Engine.CreateNetworkAsync(_cluster.Network("back"), "n1", _cluster.Owner, TestCluster.Token);
        var labelled = _cluster.Volume("data") with { Labels = ImmutableSortedDictionary<string, string>.Empty.Add("team", "blue") };
        await _cluster.Engine.CreateVolumeAsync(labelled, "v1", _cluster.Owner, TestCluster.Token);

        var network = await _cluster.Client.Networks.InspectNetworkAsync(_cluster.Name + "_back", TestCluster.Token);
        var volume = await _cluster.Client.Volumes.InspectAsync(_cluster.Name + "_data", TestCluster.Token);

        Assert.Equal("back", network.Labels["com.docker.compose.network"]);
        Assert.Equal(_cluster.Name, network.Labels["com.docker.compose.project"]);
        Assert.Equal("n1", network.Labels["slipway.hash"]);
        Assert.Equal("data", volume.Labels["com.docker.compose.volume"]);
        Assert.Equal("blue", volume.Labels["team"]);
        Assert.Equal(_cluster.Owner.ClusterId, volume.Labels["slipway.cluster-id"]);
    }
}
