namespace Slipway.Scenarios.Running.Attributes;

/// <summary>Every attribute that needs no trust, on the containers, networks, volumes and images that run.</summary>
[Collection(Lanes.First)]
public sealed class OrdinaryAttributeTests(ServerFixture server) : Scenario(server), IClassFixture<ServerFixture>
{
    [Fact]
    public async Task Up_EveryOrdinaryAttribute_IsOnTheEngine()
    {
        var name = NewName("attributes");
        var outside = name + "-outside";
        await DockerAsync("network", "create", outside);
        await DockerAsync("network", "create", outside + "-old");
        await DockerAsync("volume", "create", outside);
        await DockerAsync("volume", "create", outside + "-old");
        await DockerAsync("run", "-d", "--name", outside, "--network", outside, Installation.BaseImage, "sleep", "300");
        try
        {
            var repository = await RepositoryAsync(OrdinaryProject.Files(name, outside, BlockDevice()));
            var run = await DoneAsync("up", repository.Directory);
            var world = new AttributeWorld(Engine, name, run.Out + run.Error, await ContainersAsync(name), Cancel);

            var wrong = await world.CheckAsync([.. OrdinaryRows.Services, .. ResourceRows.All]);
            Assert.True(wrong.Length == 0, string.Join('\n', wrong));


            var removed = await DoneAsync("rm", name);
            Assert.Equal("stopping 0 /srv", await DockerAsync("run", "--rm", "-v", $"{name}_stops:/data", Installation.BaseImage, "cat", "/data/stopped"));
            Assert.DoesNotContain("pre_stop", removed.Out + removed.Error, StringComparison.Ordinal);
        }
        finally
        {
            await EngineApi.DockerAsync(CancellationToken.None, "rm", "-f", outside);
            await Engine.RemoveProjectAsync(name, CancellationToken.None);
            await EngineApi.DockerAsync(CancellationToken.None, "network", "rm", outside, outside + "-old");
            await EngineApi.DockerAsync(CancellationToken.None, "volume", "rm", outside, outside + "-old", name + "-volume", name + "_stops");
            await EngineApi.DockerAsync(CancellationToken.None, "image", "rm", $"{name}/built:1", $"{name}/built:2");
        }
    }

    /// <summary>A disk of the engine's machine, which is this one.</summary>
    private static string BlockDevice() => "/dev/" + File.ReadLines("/proc/partitions").Skip(2)
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^1])
        .First(device => File.Exists("/dev/" + device));

    private static async Task<string> DockerAsync(params string[] arguments)
    {
        var run = await EngineApi.DockerAsync(Cancel, arguments);
        Assert.True(run.ExitCode == 0, run.ToString());
        return run.Out.Trim();
    }
}
