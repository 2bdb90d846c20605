using Slipway.Core.Configurations;
using Slipway.Core.Engines;
using Slipway.Core.Planning;

namespace Slipway.Docker.Tests.Volumes;

public sealed class VolumeTests(EngineFixture fixture) : IAsyncDisposable
{
    private readonly TestCluster _cluster = new(fixture);

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Volume_ContainerReplaced_KeepsItsContent()
    {
        await _cluster.Engine.CreateVolumeAsync(_cluster.Volume("data"), "h", _cluster.Owner, TestCluster.Token);
        await _cluster.RunAsync(WithVolume("one", "echo kept > /data/file"));
        await _cluster.Engine.RemoveContainerAsync(_cluster.Name + "-one-1", withAnonymousVolumes: true, TestCluster.Token);

        Assert.Equal(["kept"], await _cluster.RunAsync(WithVolume("two", "cat /data/file")));
    }

    [Fact]
    public async Task AnonymousVolume_ContainerReplaced_MovesToTheSuccessorAndGoesWithTheLastOne()
    {
        var mount = new AnonymousVolumeMount("/data", false);
        var first = _cluster.Desired(TestCluster.Shell("one", "echo kept > /data/file") with { Mounts = [mount] });
        await _cluster.RunAsync(first);
        var volume = (await _cluster.InspectAsync(first.Name)).Mounts.Single().Name;
        var second = _cluster.Desired(TestCluster.Shell("two", "cat /data/file") with { Mounts = [mount] });

        await _cluster.CreateAsync(second, anonymousVolumesOf: first.Name);
        await _cluster.Engine.RemoveContainerAsync(first.Name, withAnonymousVolumes: true, TestCluster.Token);
        var output = await _cluster.RunAsync(second);
        await _cluster.Engine.RemoveContainerAsync(second.Name, withAnonymousVolumes: true, TestCluster.Token);

        Assert.Equal(["kept"], output);
        Assert.DoesNotContain((await _cluster.Client.Volumes.ListAsync(TestCluster.Token)).Volumes, other => other.Name == volume);
    }

    [Fact]
    public async Task CreateVolume_WithANameOfItsOwn_IsSharedAndBelongsToNobody()
    {
        var shared = _cluster.Volume("data") with { Name = $"{_cluster.Name}-shared" };
        try
        {
            await _cluster.Engine.CreateVolumeAsync(shared, "h", _cluster.Owner, TestCluster.Token);
            await _cluster.Engine.CreateVolumeAsync(shared, "other", _cluster.Owner with { ClusterId = "stranger", ClusterName = "elsewhere" }, TestCluster.Token);

            var observed = await _cluster.Engine.ObserveAsync(new ObserveRequest(_cluster.Name) { Volumes = [shared.Name] }, TestCluster.Token);
            Assert.Null(Assert.Single(observed.Volumes).ClusterId);
        }
        finally
        {
            await _cluster.Engine.RemoveVolumeAsync(shared.Name, TestCluster.Token);
        }
    }

    [Fact]
    public async Task CreateVolume_Twice_IsOneVolume()
    {
        await _cluster.Engine.CreateVolumeAsync(_cluster.Volume("data"), "h", _cluster.Owner, TestCluster.Token);
        await _cluster.Engine.CreateVolumeAsync(_cluster.Volume("data"), "h", _cluster.Owner, TestCluster.Token);
    }

    [Fact]
    public async Task CreateVolume_OfSomebodyElse_IsNameTaken()
    {
        await _cluster.Engine.CreateVolumeAsync(_cluster.Volume("data"), "h", _cluster.Owner, TestCluster.Token);
        var stranger = _cluster.Owner with { ClusterId = "another" };

        var error = await Assert.ThrowsAsync<EngineException>(
            () => _cluster.Engine.CreateVolumeAsync(_cluster.Volume("data"), "h", stranger, TestCluster.Token));

        Assert.Equal(EngineFailure.NameTaken, error.Failure);
    }

    [Fact]
    public async Task RemoveVolume_InUse_SaysSoAndSucceedsAfterwardsAsOftenAsLiked()
    {
        await _cluster.Engine.CreateVolumeAsync(_cluster.Volume("data"), "h", _cluster.Owner, TestCluster.Token);
        var name = await _cluster.CreateAsync(WithVolume("one", "true"));

        var error = await Assert.ThrowsAsync<EngineException>(() => _cluster.Engine.RemoveVolumeAsync(_cluster.Name + "_data", TestCluster.Token));
        await _cluster.Engine.RemoveContainerAsync(name, true, TestCluster.Token);
        await _cluster.Engine.RemoveVolumeAsync(_cluster.Name + "_data", TestCluster.Token);
        await _cluster.Engine.RemoveVolumeAsync(_cluster.Name + "_data", TestCluster.Token);

        Assert.Equal(EngineFailure.InUse, error.Failure);
    }

    private DesiredContainer WithVolume(string instance, string script)
    {
        var configuration = TestCluster.Shell(instance, script) with { Mounts = [new VolumeMount("/data", false, "data")] };
        var container = _cluster.Desired(configuration);
        return container with { VolumeNames = container.VolumeNames.Add("data", _cluster.Name + "_data") };
    }
}
