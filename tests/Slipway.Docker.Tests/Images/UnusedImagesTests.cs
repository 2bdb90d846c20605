using Docker.DotNet.Models;
using Microsoft.Extensions.DependencyInjection;
using Slipway.Core.Configurations;
using Slipway.Core.Engines;
using Slipway.Docker.Images;

namespace Slipway.Docker.Tests.Images;

public sealed class UnusedImagesTests(EngineFixture fixture) : IAsyncDisposable
{
    private readonly TestCluster _cluster = new(fixture);

    private string Repository => $"slipway-test/{_cluster.Name}";

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        foreach (var tag in await TagsAsync(Repository + "*"))
        {
            await _cluster.Client.Images.DeleteImageAsync(tag, new ImageDeleteParameters { Force = true });
        }
    }

    [Fact]
    public async Task Remove_ImagesOfTheRepository_TakesThoseThatAreOldAndThatNoContainerUses()
    {
        await BuildAsync("used");
        await BuildAsync("unused");
        await BuildAsync("named");
        await _cluster.Client.Images.TagImageAsync($"{Repository}:named", new ImageTagParameters { RepositoryName = Repository + "-own", Tag = "1" }, TestCluster.Token);
        await _cluster.CreateAsync(_cluster.Desired(TestCluster.Sleeper("web")) with { Image = $"{Repository}:used" });
        var images = fixture.Services.GetRequiredService<UnusedImages>();

        Assert.Equal(0, await images.RemoveAsync(Repository, DateTimeOffset.UtcNow.AddHours(-1), TestCluster.Token));
        Assert.Equal(2, await images.RemoveAsync(Repository, DateTimeOffset.UtcNow.AddHours(1), TestCluster.Token));

        Assert.Equal([$"{Repository}-own:1", $"{Repository}:used"], (await TagsAsync(Repository + "*")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Remove_OldImageThatWasTaggedSince_Stays()
    {
        await BuildAsync("again");
        await _cluster.Client.Images.TagImageAsync($"{Repository}:again", new ImageTagParameters { RepositoryName = Repository, Tag = "again" }, TestCluster.Token);
        var image = await _cluster.Client.Images.InspectImageAsync($"{Repository}:again", TestCluster.Token);
        var tagged = new DateTimeOffset(image.Metadata.LastTagTime!.Value.ToUniversalTime());
        var images = fixture.Services.GetRequiredService<UnusedImages>();

        Assert.True(image.Created < tagged);
        Assert.Equal(0, await images.RemoveAsync(Repository, tagged, TestCluster.Token));
        Assert.Equal(1, await images.RemoveAsync(Repository, tagged.AddHours(1), TestCluster.Token));
    }

    private async Task BuildAsync(string tag)
    {
        using var context = new MemoryStream();
        var image = new BuiltImage { ContextPath = string.Empty, ContextTree = "t", DockerfileInline = $"FROM {EngineFixture.BaseImage}\nLABEL of={_cluster.Name}-{tag}\n" };
        using (var writer = new System.Formats.Tar.TarWriter(context, leaveOpen: true))
        {
        }

        context.Position = 0;
        Assert.IsType<BuildOutcome.Built>(await fixture.Builder(buildKit: false).BuildAsync(image, $"{Repository}:{tag}", context, _ => { }, TestCluster.Token));
    }

    private async Task<string[]> TagsAsync(string reference)
    {
        var filter = new ImagesListParameters { Filters = new Dictionary<string, IDictionary<string, bool>> { ["reference"] = new Dictionary<string, bool> { [reference] = true } } };
        return [.. (await _cluster.Client.Images.ListImagesAsync(filter, TestCluster.Token)).SelectMany(i => i.RepoTags ?? [])];
    }
}
