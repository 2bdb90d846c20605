using Slipway.Testing.Registry;

namespace Slipway.Scenarios.Updating;

/// <summary>Images of a real registry, where a tag moves.</summary>
[Collection(Lanes.Second)]
public sealed class RegistryTests(ServerFixture server) : Scenario(server), IClassFixture<ServerFixture>
{
    private readonly List<string> _images = [];

    [Fact]
    public async Task Up_ImagesOfARegistry_PullsWhatIsMissingAndReplacesWhatMoved()
    {
        await using var registry = await ImageRegistry.StartAsync(null, Cancel);
        var name = NewName("registry");
        var (moving, still) = ($"{registry.Host}/{name}:moving", $"{registry.Host}/{name}:still");
        await PushAsync(moving, "1");
        await PushAsync(still, "1");
        using var repository = await TestRepository.WithAsync(("compose.yaml", $$"""
            name: {{name}}
            services:
              moving: { image: "{{moving}}", pull_policy: always, command: ["sleep", "infinity"], init: true }
              still: { image: "{{still}}", command: ["sleep", "infinity"], init: true }
            """));
        try
        {
            var first = await SlipwayAsync("up", repository.Directory);
            var before = await ContainersAsync(name);
            Assert.Equal(["1", "1"], await Task.WhenAll(before.Select(VersionOf)));
            var again = await SlipwayAsync("up", repository.Directory);
            var unmoved = await ContainersAsync(name);
            await PushAsync(moving, "2");
            var second = await SlipwayAsync("up", repository.Directory);
            var after = await ContainersAsync(name);

            Assert.All([first, again, second], run => Assert.True(run.ExitCode == 0, run.ToString()));
            Assert.Contains("pulling", first.ToString(), StringComparison.Ordinal);
            Assert.Equal(before.Select(c => c.Identity), unmoved.Select(c => c.Identity));
            Assert.Equal(before.Single(c => c.Service == "still").Identity, after.Single(c => c.Service == "still").Identity);
            Assert.Contains("1 container replaced, 1 container unchanged", second.ToString(), StringComparison.Ordinal);
            Assert.Equal("2", await VersionOf(after.Single(c => c.Service == "moving")));
        }
        finally
        {
            await SlipwayAsync("rm", name);
            await EngineApi.DockerAsync(CancellationToken.None, ["image", "rm", "--force", .. _images]);
        }
    }

    private static Task<string> VersionOf(EngineContainer container) => EngineApi.ExecuteAsync(container, Cancel, "cat", "/version");

    /// <summary>Pushes an image of that version, and removes it here.</summary>
    private async Task PushAsync(string image, string version)
    {
        var container = Installation.NewName("push");
        await DockerAsync("run", "--name", container, "slipway-test/base:1", "sh", "-c", $"echo {version} >/version");
        await DockerAsync("commit", container, image);
        await DockerAsync("rm", container);
        await DockerAsync("push", "--quiet", image);
        await DockerAsync("image", "rm", image);
        _images.Add(image);
    }

    private static async Task DockerAsync(params string[] arguments)
    {
        var run = await EngineApi.DockerAsync(Cancel, arguments);
        Assert.True(run.ExitCode == 0, run.ToString());
    }
}
