using Slipway.Core.Configurations;
using Slipway.Core.Engines;
using Slipway.Core.Planning;

namespace Slipway.Docker.Tests.Containers;

public sealed class LifecycleTests(EngineFixture fixture) : IAsyncDisposable
{
    private readonly TestCluster _cluster = new(fixture);

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task CreateContainer_Twice_IsTheSameContainer()
    {
        var container = _cluster.Desired(TestCluster.Sleeper("web"));
        var name = await _cluster.CreateAsync(container);
        var id = (await _cluster.InspectAsync(name)).ID;

        await _cluster.CreateAsync(container);

        Assert.Equal(id, (await _cluster.InspectAsync(name)).ID);
    }

    [Fact]
    public async Task CreateContainer_NameOfAnotherHash_SaysWhoHasTheName()
    {
        var container = _cluster.Desired(TestCluster.Sleeper("web"));
        await _cluster.CreateAsync(container);

        var error = await Assert.ThrowsAsync<EngineException>(() => _cluster.CreateAsync(container with { Hash = "another" }));

        Assert.Equal(EngineFailure.NameTaken, error.Failure);
        Assert.Contains($"environment {_cluster.Name}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CreateContainer_ImageThatIsNotThere_IsImageUnavailable()
    {
        var container = _cluster.Desired(TestCluster.Sleeper("web")) with { Image = "slipway-test/no-such-image:0" };

        var error = await Assert.ThrowsAsync<EngineException>(() => _cluster.CreateAsync(container));

        Assert.Equal(EngineFailure.ImageUnavailable, error.Failure);
    }

    [Fact]
    public async Task CreateContainer_NameThatIsAPath_IsRefusedBeforeTheEngine()
    {
        var container = _cluster.Desired(TestCluster.Sleeper("web")) with { Name = "../volumes/prune" };

        await Assert.ThrowsAsync<EngineException>(() => _cluster.CreateAsync(container));
    }

    [Fact]
    public async Task StopAndRemove_Repeated_Succeed()
    {
        var name = await _cluster.StartAsync(_cluster.Desired(TestCluster.Sleeper("web") with { StopGracePeriod = TimeSpan.FromSeconds(1) }));

        await _cluster.Engine.StartContainerAsync(name, TestCluster.Token);
        await _cluster.Engine.StopContainerAsync(name, null, TestCluster.Token);
        await _cluster.Engine.StopContainerAsync(name, null, TestCluster.Token);
        await _cluster.Engine.RemoveContainerAsync(name, true, TestCluster.Token);
        await _cluster.Engine.RemoveContainerAsync(name, true, TestCluster.Token);
        await _cluster.Engine.StopContainerAsync(name, null, TestCluster.Token);

        Assert.Empty(await _cluster.Engine.ListContainersAsync(_cluster.Name, TestCluster.Token));
    }

    [Fact]
    public async Task StopContainer_TellsThatItsProgramEndedBeforeItReturns()
    {
        var name = await _cluster.StartAsync(_cluster.Desired(TestCluster.Sleeper("web") with { StopGracePeriod = TimeSpan.FromSeconds(1) }));
        var told = new List<string?>();

        await _cluster.Engine.StopContainerAsync(name, () => told.Add("exited"), TestCluster.Token);
        told.Add("returned");

        Assert.Equal(["exited", "returned"], told);
    }

    [Fact]
    public async Task StopContainer_OneThatEndedAndRunsAgain_DoesNotTellOfItsEarlierEnd()
    {
        var name = await _cluster.StartAsync(_cluster.Desired(TestCluster.Sleeper("web") with { StopGracePeriod = TimeSpan.FromSeconds(1) }));
        await _cluster.Engine.StopContainerAsync(name, null, TestCluster.Token);
        await _cluster.Engine.StartContainerAsync(name, TestCluster.Token);
        var exited = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        // It does not obey the signal, so that it runs on for the grace period.
        var stopping = _cluster.Engine.StopContainerAsync(name, exited.SetResult, TestCluster.Token);
        await exited.Task.WaitAsync(TestCluster.Token);

        Assert.False((await _cluster.InspectAsync(name)).State!.Running);
        await stopping;
    }

    [Fact]
    public async Task RemoveContainer_FromTwoSides_SucceedsOnBoth()
    {
        var name = await _cluster.StartAsync(_cluster.Desired(TestCluster.Sleeper("web")));

        await Task.WhenAll(
            _cluster.Engine.RemoveContainerAsync(name, true, TestCluster.Token),
            _cluster.Engine.RemoveContainerAsync(name, true, TestCluster.Token));

        Assert.Empty(await _cluster.Engine.ListContainersAsync(_cluster.Name, TestCluster.Token));
    }

    [Fact]
    public async Task RenameContainer_Repeated_KeepsTheNewName()
    {
        var container = _cluster.Desired(TestCluster.Sleeper("web")) with { Name = _cluster.Name + "-temporary" };
        var name = await _cluster.CreateAsync(container);
        var final = _cluster.Name + "-web-1";

        await _cluster.Engine.RenameContainerAsync(name, final, TestCluster.Token);
        await _cluster.Engine.RenameContainerAsync(name, final, TestCluster.Token);

        Assert.Equal("/" + final, (await _cluster.InspectAsync(final)).Name);
    }

    [Fact]
    public async Task RenameContainer_NameInUse_IsNameTaken()
    {
        var first = await _cluster.CreateAsync(_cluster.Desired(TestCluster.Sleeper("web")));
        var second = await _cluster.CreateAsync(_cluster.Desired(TestCluster.Sleeper("api")));

        var error = await Assert.ThrowsAsync<EngineException>(() => _cluster.Engine.RenameContainerAsync(second, first, TestCluster.Token));

        Assert.Equal(EngineFailure.NameTaken, error.Failure);
    }

    [Fact]
    public async Task StartContainer_PortOfAnotherContainer_IsPortTaken()
    {
        var mapping = new PortMapping(80, HostAddress: "127.0.0.1");
        var network = await _cluster.CreateNetworkAsync("default");
        var first = await _cluster.StartAsync(_cluster.Desired(TestCluster.Sleeper("web"), network) with { Ports = [new AssignedPort(mapping, 0)] });
        var published = (await _cluster.Engine.ListContainersAsync(_cluster.Name, TestCluster.Token)).Single().Ports.Single();
        var second = await _cluster.CreateAsync(
            _cluster.Desired(TestCluster.Sleeper("api"), network) with { Ports = [new AssignedPort(mapping, published.HostPort)] });

        var error = await Assert.ThrowsAsync<EngineException>(() => _cluster.Engine.StartContainerAsync(second, TestCluster.Token));

        Assert.Equal(EngineFailure.PortTaken, error.Failure);
        Assert.NotNull(first);
    }

    [Fact]
    public async Task StartContainer_ThatDoesNotExist_IsNotFound()
    {
        var error = await Assert.ThrowsAsync<EngineException>(() => _cluster.Engine.StartContainerAsync(_cluster.Name + "-none", TestCluster.Token));

        Assert.Equal(EngineFailure.NotFound, error.Failure);
    }
}
