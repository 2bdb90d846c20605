using System.Net;
using System.Net.Sockets;
using Docker.DotNet.Models;
using Slipway.Core.Configurations;
using Slipway.Core.Engines;
using Slipway.Core.Planning;

namespace Slipway.Docker.Tests.Observation;

public sealed class ObserveTests(EngineFixture fixture) : IAsyncDisposable
{
    private readonly TestCluster _cluster = new(fixture);
    private readonly TestCluster _other = new(fixture);

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        await _other.DisposeAsync();
    }

    [Fact]
    public async Task Observe_Cluster_ShowsItsContainersNetworksVolumesAndImages()
    {
        var network = await _cluster.CreateNetworkAsync("default");
        await _cluster.Engine.CreateVolumeAsync(_cluster.Volume("data"), "v1", _cluster.Owner, TestCluster.Token);
        var web = _cluster.Desired(TestCluster.Sleeper("web"), network) with
        {
            Ports = [new AssignedPort(new PortMapping(80, HostAddress: "127.0.0.1"), 0)],
        };
        await _cluster.StartAsync(web);
        var once = await _cluster.StartAsync(_cluster.Desired(TestCluster.Shell("once", "exit 4")));
        await _cluster.AwaitAsync(once, AwaitedCondition.Completed);

        var state = await ObserveAsync(new ObserveRequest(_cluster.Name) { Images = [EngineFixture.BaseImage, "slipway-test/none:0"] });

        Assert.Equal(["once", "web"], state.Containers.Select(container => container.Instance));
        var (ended, running) = (state.Containers[0], state.Containers[1]);
        Assert.Equal((ContainerState.Exited, 4), (ended.State, ended.ExitCode));
        Assert.Equal((ContainerState.Running, null), (running.State, running.ExitCode));
        Assert.Equal(web.Name, running.Name);
        Assert.Equal((_cluster.Owner.ClusterId, "hash-of-web", 1), (running.ClusterId, running.Hash, running.Number));
        Assert.Equal("c1", running.AttributeHashes["command"]);
        Assert.Equal([network.NetworkName], running.Networks);
        Assert.Equal((80, "tcp", "127.0.0.1"), (running.Ports.Single().Target, running.Ports.Single().Protocol, running.Ports.Single().HostAddress));
        Assert.Equal(state.Images[EngineFixture.BaseImage], running.ImageId);
        Assert.Equal([EngineFixture.BaseImage], state.Images.Keys);
        Assert.Equal([new ObservedResource(network.NetworkName, _cluster.Owner.ClusterId, "hash-of-default")], state.Networks);
        Assert.Equal([new ObservedResource(_cluster.Name + "_data", _cluster.Owner.ClusterId, "v1")], state.Volumes);
    }

    [Fact]
    public async Task Observe_Mounts_AreShownExceptMemoryAndWhatHoldsFiles()
    {
        await _cluster.Engine.CreateVolumeAsync(_cluster.Volume("data"), "v1", _cluster.Owner, TestCluster.Token);
        var web = TestCluster.Sleeper("web") with
        {
            Mounts =
            [
                new Slipway.Core.Configurations.VolumeMount("/data", false, "data"),
                new AnonymousVolumeMount("/cache", false),
                new HostMount("/host", true, "/etc", false),
                new Slipway.Core.Configurations.TmpfsMount("/memory", false),
                new FileMount("/run/secrets/key", true, "eA=="),
            ],
            Security = new SecuritySettings { ReadOnlyRoot = true },
        };
        var container = _cluster.Desired(web);
        await _cluster.CreateAsync(container with { VolumeNames = container.VolumeNames.Add("data", _cluster.Name + "_data") });

        var observed = (await ObserveAsync(new ObserveRequest(_cluster.Name))).Containers.Single();

        Assert.Equal(3, observed.Revision);
        Assert.Equal(["/cache", "/data", "/host"], observed.Mounts.Select(m => m.Target));
        Assert.Equal((true, false), (observed.Mounts[0].IsAnonymous, observed.Mounts[0].ReadOnly));
        Assert.Equal(new ObservedMount(_cluster.Name + "_data", "/data", false), observed.Mounts[1]);
        Assert.Equal(new ObservedMount("/etc", "/host", true), observed.Mounts[2]);
    }

    [Fact]
    public async Task Observe_ContainerOfDockerComposeWithTheSameProject_IsNotOurs()
    {
        await _cluster.Client.Containers.CreateContainerAsync(
            new CreateContainerParameters
            {
                Name = _cluster.Name + "-web-1",
                Image = EngineFixture.BaseImage,
                Cmd = ["true"],
                Labels = new Dictionary<string, string>
                {
                    ["com.docker.compose.project"] = _cluster.Name,
                    ["com.docker.compose.service"] = "web",
                    [EngineFixture.SuiteLabel] = "1",
                },
            },
            TestCluster.Token);

        var state = await ObserveAsync(new ObserveRequest(_cluster.Name) { ContainerNames = [_cluster.Name + "-web-1"] });

        Assert.Equal(string.Empty, state.Containers.Single().ClusterId);
        Assert.Equal($"Compose project {_cluster.Name}", state.ForeignContainerNames[_cluster.Name + "-web-1"]);
    }

    [Fact]
    public async Task Observe_Ports_CountsOtherContainersAndListenersButNotOurOwn()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var listening = ((IPEndPoint)listener.LocalEndpoint).Port;
        var ours = await PublishAsync(_cluster);
        var theirs = await PublishAsync(_other);

        var state = await ObserveAsync(new ObserveRequest(_cluster.Name)
        {
            Ports = [new PortKey(listening, "tcp"), new PortKey(ours, "tcp"), new PortKey(theirs, "tcp"), new PortKey(theirs, "udp")],
            FreePorts = 3,
        });

        Assert.Equal([.. new[] { listening, theirs }.Order()], state.TakenPorts.Select(port => port.Port));
        Assert.Equal(3, state.FreePorts.Distinct().Count());
        Assert.Empty(state.FreePorts.Intersect([listening, ours, theirs]));
    }

    [Fact]
    public async Task Observe_NamesOfOtherClusters_AreForeign()
    {
        var ours = await _cluster.CreateAsync(_cluster.Desired(TestCluster.Sleeper("web")));
        var theirs = await _other.CreateAsync(_other.Desired(TestCluster.Sleeper("web")));

        var state = await ObserveAsync(new ObserveRequest(_cluster.Name) { ContainerNames = [ours, theirs, "free"] });

        Assert.Equal([KeyValuePair.Create(theirs, $"environment {_other.Name}")], state.ForeignContainerNames);
    }

    [Fact]
    public async Task Observe_ExternalNetworkAndVolume_AreShownWithoutACluster()
    {
        await _other.Client.Volumes.CreateAsync(
            new VolumesCreateParameters { Name = _other.Name + "-external", Labels = new Dictionary<string, string> { ["com.docker.compose.project"] = _other.Name } },
            TestCluster.Token);

        var state = await ObserveAsync(new ObserveRequest(_cluster.Name) { Networks = ["host", "no-such-network"], Volumes = [_other.Name + "-external"] });

        Assert.Equal([new ObservedResource("host", null, string.Empty)], state.Networks);
        Assert.Equal([new ObservedResource(_other.Name + "-external", null, string.Empty)], state.Volumes);
    }

    private Task<ObservedState> ObserveAsync(ObserveRequest request) => _cluster.Engine.ObserveAsync(request, TestCluster.Token);

    private static async Task<int> PublishAsync(TestCluster cluster)
    {
        var network = await cluster.CreateNetworkAsync("default");
        await cluster.StartAsync(cluster.Desired(TestCluster.Sleeper("web"), network) with { Ports = [new AssignedPort(new PortMapping(80), 0)] });
        return (await cluster.Engine.ListContainersAsync(cluster.Name, TestCluster.Token)).Single().Ports[0].HostPort;
    }
}
