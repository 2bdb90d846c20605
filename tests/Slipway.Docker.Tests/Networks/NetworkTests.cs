using Slipway.Core.Configurations;
using Slipway.Core.Engines;

namespace Slipway.Docker.Tests.Networks;

public sealed class NetworkTests(EngineFixture fixture) : IAsyncDisposable
{
    private readonly TestCluster _cluster = new(fixture);

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Containers_OnOneNetwork_FindEachOtherByNameAliasAndLink()
    {
        await _cluster.CreateNetworkAsync("default");
        await _cluster.StartAsync(_cluster.Desired(TestCluster.Sleeper("db"), _cluster.Join("default", "db", "database")));
        var client = TestCluster.Shell("web", "for h in db database store; do getent hosts $h | wc -l; done") with { Links = ["db:store"] };

        var output = await _cluster.RunAsync(_cluster.Desired(client, _cluster.Join("default", "web")));

        Assert.Equal(["1", "1", "1"], output);
    }

    [Fact]
    public async Task CreateNetwork_BridgeOfTheHost_IsNotTakenOver()
    {
        var network = _cluster.Network("own") with
        {
            DriverOptions = System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty.Add("com.docker.network.bridge.name", "docker0"),
        };

        var error = await Assert.ThrowsAsync<EngineException>(() => _cluster.Engine.CreateNetworkAsync(network, "h", _cluster.Owner, TestCluster.Token));

        Assert.Contains("names the bridge docker0, which the host has already", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConnectNetwork_SecondNetworkRepeated_JoinsOnceWithAliasAndAddress()
    {
        await _cluster.CreateNetworkAsync("front");
        var pools = _cluster.Network("back") with { Pools = [new AddressPool("10.231.77.0/24", null, null)] };
        await _cluster.Engine.CreateNetworkAsync(pools, "h", _cluster.Owner, TestCluster.Token);
        var back = _cluster.Join("back", "web", "inner");
        back = back with { Attachment = back.Attachment with { Ipv4Address = "10.231.77.9" } };
        var name = await _cluster.CreateAsync(_cluster.Desired(TestCluster.Sleeper("web"), _cluster.Join("front", "web"), back));

        await _cluster.Engine.ConnectNetworkAsync(name, back, TestCluster.Token);
        await _cluster.Engine.ConnectNetworkAsync(name, back, TestCluster.Token);
        await _cluster.Engine.StartContainerAsync(name, TestCluster.Token);

        var networks = (await _cluster.InspectAsync(name)).NetworkSettings!.Networks!;
        Assert.Equal(2, networks.Count);
        Assert.Equal("10.231.77.9", networks[back.NetworkName].IPAddress);
        Assert.Contains("inner", networks[back.NetworkName].Aliases);
    }

    [Fact]
    public async Task DisconnectNetwork_MadeAgainMeanwhile_IsJoinedAgainUnderItsName()
    {
        var network = await _cluster.CreateNetworkAsync("default", "web");
        var name = await _cluster.StartAsync(_cluster.Desired(TestCluster.Sleeper("web"), network));
        await _cluster.Engine.StopContainerAsync(name, null, TestCluster.Token);

        await _cluster.Engine.DisconnectNetworkAsync(name, network.NetworkName, TestCluster.Token);
        await _cluster.Engine.DisconnectNetworkAsync(name, network.NetworkName, TestCluster.Token);
        await _cluster.Engine.RemoveNetworkAsync(network.NetworkName, TestCluster.Token);
        await _cluster.Engine.DisconnectNetworkAsync(name, network.NetworkName, TestCluster.Token);
        Assert.Empty((await _cluster.InspectAsync(name)).NetworkSettings!.Networks!);
        await _cluster.CreateNetworkAsync("default", "web");
        await _cluster.Engine.ConnectNetworkAsync(name, network, TestCluster.Token);
        await _cluster.Engine.StartContainerAsync(name, TestCluster.Token);

        var output = await _cluster.RunAsync(_cluster.Desired(TestCluster.Shell("look", "getent hosts web | wc -l"), _cluster.Join("default", "look")));
        Assert.Equal(["1"], output);
    }

    [Fact]
    public async Task NetworkMode_ServiceOfTheCluster_SharesItsNetwork()
    {
        var network = await _cluster.CreateNetworkAsync("default", "app");
        var app = await _cluster.StartAsync(_cluster.Desired(TestCluster.Sleeper("app"), network));
        var id = (await _cluster.InspectAsync(app)).ID;

        var name = await _cluster.StartAsync(_cluster.Desired(TestCluster.Sleeper("side") with { NetworkMode = "service:app" }));

        Assert.Equal("container:" + id, (await _cluster.InspectAsync(name)).HostConfig!.NetworkMode);
    }

    [Fact]
    public async Task CreateContainer_NoNetwork_IsAlone()
    {
        var name = await _cluster.CreateAsync(_cluster.Desired(TestCluster.Sleeper("app")));

        Assert.Equal("none", (await _cluster.InspectAsync(name)).HostConfig!.NetworkMode);
    }

    [Fact]
    public async Task CreateNetwork_Twice_IsOneNetwork()
    {
        await _cluster.CreateNetworkAsync("default");
        await _cluster.CreateNetworkAsync("default");

        var all = await _cluster.Client.Networks.ListNetworksAsync(new(), TestCluster.Token);
        Assert.Single(all, network => network.Name == _cluster.Name + "_default");
    }

    [Fact]
    public async Task CreateNetwork_OfAnotherCluster_IsNameTaken()
    {
        await _cluster.CreateNetworkAsync("default");
        var stranger = _cluster.Owner with { ClusterId = "another" };

        var error = await Assert.ThrowsAsync<EngineException>(
            () => _cluster.Engine.CreateNetworkAsync(_cluster.Network("default"), "hash-of-default", stranger, TestCluster.Token));

        Assert.Equal(EngineFailure.NameTaken, error.Failure);
    }

    [Fact]
    public async Task RemoveNetwork_InUse_SaysSoAndSucceedsAfterwardsAsOftenAsLiked()
    {
        var network = await _cluster.CreateNetworkAsync("default");
        var name = await _cluster.StartAsync(_cluster.Desired(TestCluster.Sleeper("web"), network));

        var error = await Assert.ThrowsAsync<EngineException>(() => _cluster.Engine.RemoveNetworkAsync(network.NetworkName, TestCluster.Token));
        await _cluster.Engine.RemoveContainerAsync(name, true, TestCluster.Token);
        await _cluster.Engine.RemoveNetworkAsync(network.NetworkName, TestCluster.Token);
        await _cluster.Engine.RemoveNetworkAsync(network.NetworkName, TestCluster.Token);

        Assert.Equal(EngineFailure.InUse, error.Failure);
    }

    [Fact]
    public async Task CreateNetwork_Options_AreTheEngines()
    {
        var definition = _cluster.Network("inner") with { Internal = true, Attachable = true, Pools = [new AddressPool("10.231.78.0/24", "10.231.78.1", "10.231.78.128/25")] };

        await _cluster.Engine.CreateNetworkAsync(definition, "h", _cluster.Owner, TestCluster.Token);

        var found = await _cluster.Client.Networks.InspectNetworkAsync(definition.Name, TestCluster.Token);
        Assert.True(found.Internal);
        Assert.True(found.Attachable);
        Assert.Equal(("10.231.78.0/24", "10.231.78.128/25"), (found.IPAM.Config.Single().Subnet, found.IPAM.Config.Single().IPRange));
    }
}
