using Slipway.Api;

namespace Slipway.Scenarios.Importing;

/// <summary>What <c>rm</c> takes away, and what it leaves.</summary>
[Collection(Lanes.First)]
public sealed class RemovalTests(ServerFixture server) : Scenario(server), IClassFixture<ServerFixture>
{
    [Fact]
    public async Task Rm_WithoutVolumes_LeavesOnlyTheNamedVolume()
    {
        var (name, _) = await UpWithVolumeAsync();

        await DoneAsync("rm", name);

        Assert.Equal([$"volume {name}_data"], await Engine.EverythingAsync(name, Cancel));
    }

    [Fact]
    public async Task Up_AfterRm_FindsTheDataAgain()
    {
        var (name, repository) = await UpWithVolumeAsync();
        await WriteAsync(name, "kept");
        await DoneAsync("rm", name);

        await UpAsync(repository);

        Assert.Equal("kept", await ReadAsync(name));
    }

    [Fact]
    public async Task Rm_WithVolumes_LeavesNothing()
    {
        var (name, _) = await UpWithVolumeAsync();

        await DoneAsync("rm", name, "--volumes");

        Assert.Empty(await Engine.EverythingAsync(name, Cancel));
    }

    [Fact]
    public async Task Up_AfterRmWithVolumes_BeginsWithoutData()
    {
        var (name, repository) = await UpWithVolumeAsync();
        await WriteAsync(name, "gone");
        await DoneAsync("rm", name, "--volumes");

        await UpAsync(repository);

        Assert.Equal(string.Empty, await ReadAsync(name));
    }

    [Fact]
    public async Task Rm_Environment_IsNotListedAnyMore()
    {
        var (name, _) = await UpWithVolumeAsync();

        await DoneAsync("rm", name, "--volumes");

        Assert.DoesNotContain(name, (await ReadAsync(ApiJson.Default.ImmutableArrayClusterView, "ls")).Select(c => c.Name));
    }

    private async Task WriteAsync(string name, string text) =>
        await EngineApi.ExecuteAsync(await ContainerAsync(name, "store"), Cancel, "sh", "-c", $"echo {text} > /data/entry");

    private async Task<string> ReadAsync(string name) =>
        await EngineApi.ExecuteAsync(await ContainerAsync(name, "store"), Cancel, "sh", "-c", "test ! -e /data/entry || cat /data/entry");

    private async Task<(string Name, TestRepository Repository)> UpWithVolumeAsync()
    {
        var name = NewName("volume");
        var repository = await RepositoryAsync(("compose.yaml", $"""
            name: {name}
            services:
              store:
                image: {Installation.BaseImage}
                init: true
                command: ["sleep", "infinity"]
                volumes: ["data:/data"]
            volumes:
              data:
            """));
        await UpAsync(repository);
        return (name, repository);
    }
}
