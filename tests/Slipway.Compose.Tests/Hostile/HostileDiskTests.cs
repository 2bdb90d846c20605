using System.Runtime.InteropServices;

namespace Slipway.Compose.Tests;

/// <summary>What lies on a disk and is no file that one could read to its end.</summary>
public sealed class HostileDiskTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("slipway-hostile-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Theory]
    [InlineData("/dev/zero", "XC0004")]
    [InlineData("/dev/urandom", "XC0004")]
    [InlineData("/dev", "XC0002")]
    [InlineData("/proc/self/cmdline", "XC0006")]
    [InlineData("/proc/self/mem", "XC0003")]
    public void Load_DeviceAsEnvFile_IsRefused(string path, string code)
    {
        var result = LoadDisk($"services: {{web: {{image: x, env_file: {path}}}}}\n");

        Assert.Equal(code, Assert.Single(result.Diagnostics).Code);
    }

    [Theory]
    [InlineData("/dev/zero", "XC0004")]
    [InlineData("/dev", "XC0002")]
    public void Load_DeviceInOtherPlaces_IsRefused(string path, string code)
    {
        foreach (var text in new[]
        {
            $"include: [{path}]\n", $"services: {{web: {{image: x, label_file: {path}}}}}\n", $"services: {{web: {{extends: {{file: {path}, service: a}}}}}}\n",
            $"include: [{{path: other.yaml, env_file: {path}}}]\n",
        })
        {
            File.WriteAllText(Path.Combine(_directory, "other.yaml"), "services: {a: {image: x}}\n");
            Assert.Equal([code], BoundedLoad.Codes(LoadDisk(text)));
        }

        var options = new ComposeLoadOptions { WorkingDirectory = _directory, Files = [path] };
        Assert.Equal([code], BoundedLoad.Codes(BoundedLoad.Load(64, options, new DiskComposeFiles())));
    }

    [Fact]
    public void Load_ContentOfADevice_IsNotRead()
    {
        var result = LoadDisk("services: {web: {image: x, configs: [c], secrets: [s]}}\nconfigs: {c: {file: /dev/zero}}\nsecrets: {s: {file: /dev/zero}}\n");

        Assert.NotNull(result.Project);
    }

    [Fact]
    public void Load_PipeThatNobodyWritesTo_IsGivenUp()
    {
        const uint OwnerOnly = 0x180;    // 0600
        Assert.Equal(0, MakePipe(Path.Combine(_directory, "pipe"), OwnerOnly));

        var result = LoadDisk("services: {web: {image: x, env_file: pipe}}\n", TimeSpan.FromMilliseconds(50));

        Assert.Equal([Rules.FileUnreadable.Code], BoundedLoad.Codes(result));
    }

    [Fact]
    public void Load_LinksInCircles_AreReported()
    {
        File.CreateSymbolicLink(Path.Combine(_directory, "loop"), Path.Combine(_directory, "loop"));
        Directory.CreateSymbolicLink(Path.Combine(_directory, "up"), _directory);

        var loop = LoadDisk("include: [loop]\nservices: {web: {image: x, env_file: loop, develop: {watch: [{path: loop, action: rebuild}]}}}\n");
        Assert.Equal([Rules.FileMissing.Code], BoundedLoad.Codes(loop));
        Assert.Equal(2, loop.Diagnostics.Length);

        // A link upwards gives each file endless names; the depth of includes ends that.
        var up = LoadDisk("include: [up/compose.yaml]\nservices: {web: {image: x}}\n");
        Assert.NotEmpty(up.Diagnostics);
        Assert.Subset(new HashSet<string> { Rules.IncludeTooDeep.Code, Rules.IncludeCycle.Code }, BoundedLoad.Codes(up).ToHashSet());
    }

    [Fact]
    public void Load_LinkThatLeadsNowhere_IsMissing()
    {
        File.CreateSymbolicLink(Path.Combine(_directory, "gone"), Path.Combine(_directory, "nothing"));

        Assert.Equal([Rules.FileMissing.Code], BoundedLoad.Codes(LoadDisk("services: {web: {image: x, env_file: gone}}\n")));
    }

    [Fact]
    public void Load_EmptyFile_IsReadLikeAnyOther()
    {
        File.WriteAllText(Path.Combine(_directory, "empty.env"), "");

        Assert.NotNull(LoadDisk("services: {web: {image: x, env_file: empty.env}}\n").Project);
    }

    [Fact]
    public void Load_PathWithNul_IsMissing()
    {
        var result = LoadDisk("services: {web: {image: x, env_file: \"a\\0b\"}}\n");

        Assert.Equal([Rules.FileMissing.Code], BoundedLoad.Codes(result));
    }

    private LoadResult LoadDisk(string text, TimeSpan? patience = null)
    {
        File.WriteAllText(Path.Combine(_directory, "compose.yaml"), text);
        return BoundedLoad.Load(64, new ComposeLoadOptions { WorkingDirectory = _directory }, new DiskComposeFiles { PipePatience = patience ?? TimeSpan.FromSeconds(30) });
    }

    [DllImport("libc", EntryPoint = "mkfifo", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int MakePipe(string path, uint mode);
}
