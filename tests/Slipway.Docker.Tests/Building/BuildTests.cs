using System.Collections.Immutable;
using System.Diagnostics;
using System.Formats.Tar;
using System.Text;
using Docker.DotNet.Models;
using Microsoft.Extensions.DependencyInjection;
using Slipway.Core.Configurations;
using Slipway.Core.Engines;
using Slipway.Testing;

namespace Slipway.Docker.Tests.Building;

/// <summary>The same builds by both ways. Where no Docker client can build with BuildKit, both are the engine's API.</summary>
public sealed class BuildTests(EngineFixture fixture) : IAsyncDisposable
{
    private readonly TestCluster _cluster = new(fixture);
    private readonly List<string> _output = [];

    private string Tag => $"slipway-test/{_cluster.Name}:1";

    public async ValueTask DisposeAsync()
    {
        foreach (var image in await _cluster.Client.Images.ListImagesAsync(new ImagesListParameters
        {
            Filters = new Dictionary<string, IDictionary<string, bool>> { ["reference"] = new Dictionary<string, bool> { [Tag] = true } },
        }))
        {
            await _cluster.Client.Images.DeleteImageAsync(image.ID, new ImageDeleteParameters { Force = true });
        }

        await _cluster.DisposeAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Build_ContextArgsTargetAndLabels_MakesTheImage(bool buildKit)
    {
        // A build of its own each time: a cached step prints nothing.
        var greeting = "good day; $(id) " + _cluster.Name;
        const string Dockerfile = """
            FROM slipway-test/base:1 AS first
            ARG GREETING=none
            COPY hello.txt /hello.txt
            RUN echo "$GREETING" > /greeting && echo from the build
            FROM first AS second
            RUN touch /second
            """;
        var image = Image() with
        {
            Args = ImmutableSortedDictionary<string, string>.Empty.Add("GREETING", greeting),
            Labels = ImmutableSortedDictionary<string, string>.Empty.Add("team", "blue"),
            Target = "first",
        };

        var outcome = await BuildAsync(buildKit, image, ("Dockerfile", Dockerfile), ("hello.txt", "hello\n"));

        var built = Assert.IsType<BuildOutcome.Built>(outcome);
        var found = await _cluster.Client.Images.InspectImageAsync(Tag, TestCluster.Token);
        Assert.Equal(found.ID, built.ImageId);
        Assert.Equal("blue", found.Config!.Labels!["team"]);
        Assert.Contains("from the build", _output);
        Assert.DoesNotContain(_output, line => line.Contains("good day", StringComparison.Ordinal));
        var script = TestCluster.Shell("look", "cat /hello.txt /greeting; ls /second 2>/dev/null");
        Assert.Equal(["hello", greeting], await _cluster.RunAsync(_cluster.Desired(script) with { Image = Tag }));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Build_CommandFails_KeepsItsOutput(bool buildKit)
    {
        var outcome = await BuildAsync(buildKit, Image(), ("Dockerfile", "FROM slipway-test/base:1\nRUN echo compiling && echo it broke >&2 && exit 5\n"));

        var failed = Assert.IsType<BuildOutcome.Failed>(outcome);
        Assert.Contains("compiling", failed.LastLines);
        Assert.Contains("it broke", failed.LastLines);
        Assert.Contains("5", failed.Reason, StringComparison.Ordinal);
        Assert.True(failed.LastLines.Length <= 20);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Build_DockerfileIsWrong_Fails(bool buildKit)
    {
        var outcome = await BuildAsync(buildKit, Image(), ("Dockerfile", "FROM slipway-test/base:1\nRUNN true\n"));

        Assert.Contains("RUNN", Assert.IsType<BuildOutcome.Failed>(outcome).Reason, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Build_InlineDockerfile_IsUsedInsteadOfTheContexts(bool buildKit)
    {
        var image = Image() with { DockerfileInline = "FROM slipway-test/base:1\nCOPY hello.txt /inline.txt\n" };

        var outcome = await BuildAsync(buildKit, image, ("Dockerfile", "FROM nowhere\n"), ("hello.txt", "hello\n"));

        Assert.IsType<BuildOutcome.Built>(outcome);
        Assert.Equal(["hello"], await _cluster.RunAsync(_cluster.Desired(TestCluster.Configuration("look", "cat", "/inline.txt")) with { Image = Tag }));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Build_FileThatIsNotCopiedChanged_GivesTheSameImage(bool buildKit)
    {
        var dockerfile = ("Dockerfile", $"FROM slipway-test/base:1\nCOPY hello.txt /hello.txt\nRUN echo {_cluster.Name} > /made\n");

        var first = await BuildAsync(buildKit, Image(), dockerfile, ("hello.txt", "hello\n"), ("README", "one"));
        var second = await BuildAsync(buildKit, Image(), dockerfile, ("hello.txt", "hello\n"), ("README", "two"));
        var third = await BuildAsync(buildKit, Image(), dockerfile, ("hello.txt", "good day\n"), ("README", "two"));

        Assert.Equal(first, second);
        Assert.NotEqual(second, third);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Build_Cancelled_EndsWithin5SecondsAndNothingGoesOn(bool buildKit)
    {
        // A time to sleep that nobody else chooses, so that the engine's process is known by it.
        var marker = System.Security.Cryptography.RandomNumberGenerator.GetInt32(1_000_000, 9_000_000).ToString(System.Globalization.CultureInfo.InvariantCulture);
        using var cancelled = new CancellationTokenSource();
        var sleeps = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var context = Context(("Dockerfile", $"FROM slipway-test/base:1\nRUN echo sleeping now && exec sleep {marker}\n"));
        var build = fixture.Builder(buildKit).BuildAsync(
            Image(),
            Tag,
            context,
            line =>
            {
                if (line == "sleeping now")
                {
                    sleeps.SetResult();
                }
            },
            cancelled.Token);
        await sleeps.Task.WaitAsync(TimeSpan.FromMinutes(1), TestCluster.Token);
        await Eventually.BecomesTrueAsync(() => IsRunning(marker), "the engine builds");

        var watch = Stopwatch.StartNew();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => build);
        await Eventually.BecomesTrueAsync(() => !IsRunning(marker), "the engine builds no more");

        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 5);
    }

    [Fact]
    public async Task Build_TagExistsAndBuildFails_IsAFailure()
    {
        await BuildAsync(true, Image(), ("Dockerfile", "FROM slipway-test/base:1\nRUN true\n"));

        var outcome = await BuildAsync(true, Image(), ("Dockerfile", "FROM slipway-test/base:1\nRUN false\n"));

        Assert.IsType<BuildOutcome.Failed>(outcome);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Build_ContextCannotBeRead_ThrowsThatError(bool buildKit)
    {
        await using var broken = new BrokenStream();

        var error = await Assert.ThrowsAnyAsync<Exception>(
            () => fixture.Builder(buildKit).BuildAsync(Image(), Tag, broken, _output.Add, TestCluster.Token));

        Assert.Contains(BrokenStream.Message, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Build_HostNetwork_IsRefused()
    {
        var outcome = await BuildAsync(true, Image() with { Network = "host" }, ("Dockerfile", "FROM slipway-test/base:1\n"));

        Assert.Contains("host", Assert.IsType<BuildOutcome.Failed>(outcome).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Build_NoClientThatCan_UsesTheApi()
    {
        await using var services = EngineFixture.BuildServices(new() { ["Slipway:Docker:BuildClients:0"] = "/no/such/docker" });
        using var context = Context(("Dockerfile", "FROM slipway-test/base:1\nLABEL a=b\n"));

        var outcome = await services.GetRequiredService<IImageBuilder>().BuildAsync(Image(), Tag, context, _output.Add, TestCluster.Token);

        Assert.IsType<BuildOutcome.Built>(outcome);
        Assert.Contains(_output, line => line.StartsWith("Step 2/2", StringComparison.Ordinal));
    }

    /// <summary>Whether a process of the engine's machine, which is this one, sleeps for so long.</summary>
    private static bool IsRunning(string marker) => Directory.EnumerateDirectories("/proc").Any(process =>
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline")).StartsWith($"sleep\0{marker}", StringComparison.Ordinal);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // No process, or one that has ended.
            return false;
        }
    });

    private static BuiltImage Image() => new() { ContextPath = string.Empty, ContextTree = "t" };

    private static MemoryStream Context(params (string Name, string Text)[] files)
    {
        var archive = new MemoryStream();
        using (var writer = new TarWriter(archive, TarEntryFormat.Pax, leaveOpen: true))
        {
            foreach (var (name, text) in files)
            {
                writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) });
            }
        }

        archive.Position = 0;
        return archive;
    }

    private async Task<BuildOutcome> BuildAsync(bool buildKit, BuiltImage image, params (string Name, string Text)[] files)
    {
        using var context = Context(files);
        return await fixture.Builder(buildKit).BuildAsync(image, Tag, context, _output.Add, TestCluster.Token);
    }
}
