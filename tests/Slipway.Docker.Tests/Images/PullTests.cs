using System.Diagnostics;
using Docker.DotNet.Models;
using Slipway.Core.Engines;
using Slipway.Docker.Images;

namespace Slipway.Docker.Tests.Images;

public sealed class PullTests(EngineFixture fixture)
{
    [Fact]
    public async Task Pull_RegistryThatIsNotThere_IsImageUnavailableSoon()
    {
        var watch = Stopwatch.StartNew();

        var error = await Assert.ThrowsAsync<EngineException>(
            () => fixture.Engine.PullImageAsync("localhost:1/none:1", null, _ => { }, TestContext.Current.CancellationToken));

        Assert.Equal(EngineFailure.ImageUnavailable, error.Failure);
        Assert.Contains("localhost:1/none:1", error.Message, StringComparison.Ordinal);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 20);
    }

    [Fact]
    public async Task Tag_ImageThatIsNotThere_IsImageUnavailable()
    {
        var error = await Assert.ThrowsAsync<EngineException>(
            () => fixture.Engine.TagImageAsync("slipway-test/none:0", "slipway-test/none:1", TestContext.Current.CancellationToken));

        Assert.Equal(EngineFailure.ImageUnavailable, error.Failure);
    }

    [Fact]
    public void Progress_Layers_AreSummedUp()
    {
        var lines = new List<string>();
        var progress = new PullProgress(lines.Add);

        progress.Report(new JSONMessage { ID = "7", Status = "Pulling from library/redis" });
        progress.Report(new JSONMessage { ID = "a", Status = "Pulling fs layer" });
        progress.Report(new JSONMessage { ID = "b", Status = "Pulling fs layer" });
        progress.Report(new JSONMessage { ID = "a", Status = "Downloading", Progress = new JSONProgress { Current = 45, Total = 60 } });
        progress.Report(new JSONMessage { ID = "b", Status = "Downloading", Progress = new JSONProgress { Current = 0, Total = 40 } });
        progress.Report(new JSONMessage { ID = "a", Status = "Pull complete" });
        progress.Report(new JSONMessage { ID = "b", Status = "Pull complete" });

        Assert.Equal(
            ["pulling 0/1 layers", "pulling 0/2 layers", "pulling 0/2 layers, 75 %", "pulling 0/2 layers, 45 %", "pulling 1/2 layers, 60 %", "pulling 2/2 layers, 100 %"],
            lines);
    }

    [Theory]
    [InlineData("redis", "docker.io", "redis", null, "redis:latest")]
    [InlineData("library/redis:7", "docker.io", "library/redis", "7", "library/redis:7")]
    [InlineData("ghcr.io/a/b:1", "ghcr.io", "ghcr.io/a/b", "1", "ghcr.io/a/b:1")]
    [InlineData("localhost:5000/a", "localhost:5000", "localhost:5000/a", null, "localhost:5000/a:latest")]
    [InlineData("a/b:1@sha256:ab", "docker.io", "a/b", "1", "a/b@sha256:ab")]
    public void Parse_Reference_HasItsParts(string reference, string registry, string repository, string? tag, string pulled)
    {
        var name = ImageName.Parse(reference);

        Assert.Equal((registry, repository, tag, pulled), (name.Registry, name.Repository, name.Tag, name.WithTag));
    }
}
