using System.Text;
using Slipway.Core.Configurations;

namespace Slipway.Docker.Tests.Containers;

public sealed class FileTests(EngineFixture fixture) : IAsyncDisposable
{
    private const string Show = "for f in \"$@\"; do stat -c '%n %a %u:%g' $f; cat $f; done";

    private readonly TestCluster _cluster = new(fixture);

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task WriteFiles_NewDirectory_HasModeOwnerAndContent()
    {
        var output = await RunAsync(new(), File("/run/secrets/deep/token", "secret\n"), File("/etc/app.conf", "a=1\n", 0b110_100_000, 1000, 1001));

        Assert.Equal(["/run/secrets/deep/token 444 0:0", "secret", "/etc/app.conf 640 1000:1001", "a=1"], output);
    }

    [Fact]
    public async Task WriteFiles_NewDirectory_CanBeReadByEverybody()
    {
        var files = new[] { File("/run/secrets/token", "secret\n") };
        var configuration = TestCluster.Configuration("web", "sh", "-c", "cat /run/secrets/token; stat -c %a /run/secrets") with { User = "1000", Mounts = [.. files] };
        var container = _cluster.Desired(configuration);
        await _cluster.CreateAsync(container);
        await _cluster.Engine.WriteFilesAsync(container.Name, [.. files], TestCluster.Token);

        Assert.Equal(["secret", "755"], await _cluster.RunAsync(container));
    }

    [Fact]
    public async Task WriteFiles_ReadOnlyRoot_AreThereBesideWhatTheImageHas()
    {
        var settings = new SecuritySettings { ReadOnlyRoot = true };

        var output = await RunAsync(settings, File("/run/secrets/token", "secret\n"), File("/etc/app/app.conf", "a=1\n"));

        Assert.Equal(["/run/secrets/token 444 0:0", "secret", "/etc/app/app.conf 444 0:0", "a=1"], output);
    }

    [Fact]
    public async Task WriteFiles_BelowMemoryMount_SurviveTheStart()
    {
        var output = await RunAsync(new(), new TmpfsMount("/run", false), File("/run/secrets/token", "secret\n"));

        Assert.Equal(["/run/secrets/token 444 0:0", "secret"], output);
    }

    [Fact]
    public async Task WriteFiles_Repeated_ReplacesThem()
    {
        var container = _cluster.Desired(TestCluster.Configuration("web", "cat", "/etc/app.conf"));
        await _cluster.CreateAsync(container);

        await _cluster.Engine.WriteFilesAsync(container.Name, [File("/etc/app.conf", "old")], TestCluster.Token);
        await _cluster.Engine.WriteFilesAsync(container.Name, [File("/etc/app.conf", "new")], TestCluster.Token);

        Assert.Equal(["new"], await _cluster.RunAsync(container));
    }

    [Fact]
    public async Task RemoveContainer_KeepingAnonymousVolumes_TakesVolumesOfFilesAlong()
    {
        var files = new[] { File("/run/secrets/token", "secret\n") };
        var configuration = TestCluster.Sleeper("web") with { Security = new SecuritySettings { ReadOnlyRoot = true }, Mounts = [.. files] };
        var name = await _cluster.CreateAsync(_cluster.Desired(configuration));
        var volume = (await _cluster.InspectAsync(name)).Mounts.Single().Name;

        await _cluster.Engine.RemoveContainerAsync(name, withAnonymousVolumes: false, TestCluster.Token);

        var left = await _cluster.Client.Volumes.ListAsync(TestCluster.Token);
        Assert.DoesNotContain(left.Volumes, other => other.Name == volume);
    }

    private static FileMount File(string target, string content, int mode = 292, int user = 0, int group = 0) =>
        new(target, false, Convert.ToBase64String(Encoding.UTF8.GetBytes(content)), mode, user, group);

    private async Task<string[]> RunAsync(SecuritySettings security, params Mount[] mounts)
    {
        var files = mounts.OfType<FileMount>().ToArray();
        var configuration = TestCluster.Configuration("web", ["sh", "-c", Show, "show", .. files.Select(file => file.Target)]) with
        {
            Security = security,
            Mounts = [.. mounts],
        };
        var container = _cluster.Desired(configuration);
        await _cluster.CreateAsync(container);
        await _cluster.Engine.WriteFilesAsync(container.Name, [.. files], TestCluster.Token);
        return await _cluster.RunAsync(container);
    }
}
