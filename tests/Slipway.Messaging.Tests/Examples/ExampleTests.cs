using Slipway.Messaging.Testing;

namespace Slipway.Messaging.Tests.Examples;

/// <summary>The example of docs/messaging.md, which quotes the marked regions.</summary>
public sealed class ExampleTests
{
    // <test>
    [Fact]
    public async Task MakeThumbnail_StoreIsBusyTwice_IsDoneOnTheThirdAttempt()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var host = await MessagingTestHost.CreateAsync(PhotoMessages.Declare, stop);
        await host.PublishAsync(new PhotoAdded("cats/1.jpg", 2_000_000), stop);

        await host.RunUntilIdleAsync(stop);
        Assert.Equal([new MakeThumbnail("cats/1.jpg", 320)], await host.MessagesAsync<MakeThumbnail>(stop));
        var waiting = Assert.Single(await host.HandledAsync<MakeThumbnail>(stop));
        Assert.Equal((DeliveryState.Ready, 1, "the store is busy"), (waiting.State, waiting.Attempts, waiting.Outcome));

        await host.AdvanceAsync(TimeSpan.FromMinutes(1), stop);

        var done = Assert.Single(await host.HandledAsync<MakeThumbnail>(stop));
        Assert.Equal((DeliveryState.Done, 3), (done.State, done.Attempts));
        Assert.Equal([new ThumbnailMade("cats/1.jpg")], await host.MessagesAsync<ThumbnailMade>(stop));
        Assert.Empty(await host.DeadLettersAsync(stop));
    }
    // </test>

    [Fact]
    public async Task Publish_SizeIsNotPositive_IsRefused()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var host = await MessagingTestHost.CreateAsync(PhotoMessages.Declare, stop);

        var error = await Assert.ThrowsAsync<InvalidMessageException>(() => host.PublishAsync(new PhotoAdded("a.jpg", 0), stop));

        Assert.Equal("'photo.added' cannot be sent: Bytes is 0; it must be positive", error.Message);
    }

    [Fact]
    public void Guide_QuotesTheCodeOfTheseFiles()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root!.FullName, "slipway.slnx")))
        {
            root = root.Parent;
        }
        var guide = File.ReadAllText(Path.Combine(root.FullName, "docs", "messaging.md"));
        var folder = Path.Combine(root.FullName, "tests", "Slipway.Messaging.Tests", "Examples");

        foreach (var (file, region) in (ReadOnlySpan<(string, string)>)
            [("PhotoMessages.cs", "contracts"), ("PhotoMessages.cs", "declare"), ("MakeThumbnailHandler.cs", "handler"), ("ExampleTests.cs", "test")])
        {
            Assert.Contains(Region(File.ReadAllText(Path.Combine(folder, file)), region), guide, StringComparison.Ordinal);
        }
    }

    private static string Region(string text, string name)
    {
        var lines = text.Split('\n');
        var from = Array.FindIndex(lines, l => l.Trim() == $"// <{name}>") + 1;
        var to = Array.FindIndex(lines, l => l.Trim() == $"// </{name}>");
        Assert.InRange(to - from, 1, 100);
        var indent = lines[from].Length - lines[from].TrimStart().Length;
        return string.Join('\n', lines[from..to].Select(l => l.Length > indent ? l[indent..] : l.TrimStart()));
    }
}
