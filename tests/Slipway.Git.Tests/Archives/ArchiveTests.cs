using System.Formats.Tar;
using System.Text;
using Slipway.Core.Configurations;
using Slipway.Core.Sources;

namespace Slipway.Git.Tests.Archives;

public sealed class ArchiveTests : IDisposable
{
    private readonly GitFixture _fixture = new();

    private TestRepository Repository => _fixture.Repository;

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task Archive_Directory_HoldsItsFilesWithFixedModesAndTimes()
    {
        Repository.Write("web/Dockerfile", "FROM scratch");
        Repository.Write("web/src/app.py", "print(1)");
        Repository.WriteProgram("web/run.sh", "true");
        Repository.Link("web/latest", "src/app.py");
        Repository.Link("web/outside", "/etc/passwd");
        Repository.Commit("other/x", "1");

        var entries = await ReadAsync("web");

        Assert.Equal(
            ["Dockerfile 644 FROM scratch", "latest -> src/app.py", "outside -> /etc/passwd", "run.sh 755 #!/bin/sh\ntrue\n", "src/", "src/app.py 644 print(1)"],
            entries.Select(Show));
        Assert.Single(entries.Select(e => e.ModificationTime).Distinct());
        Assert.All(entries, e => Assert.Equal((0, 0), (e.Uid, e.Gid)));
    }

    [Fact]
    public async Task Archive_SameTreeAtTwoCommits_HasTheSameBytes()
    {
        var first = Repository.Commit("web/a", "1");
        var second = Repository.Commit("other", "1");

        Assert.Equal(await BytesAsync(first), await BytesAsync(second));

        async Task<byte[]> BytesAsync(string commit)
        {
            await _fixture.ResolveAsync();
            await using var archive = await _fixture.Repositories.ArchiveAsync(Repository.Path, commit, "web", null, GitFixture.Cancellation);
            var bytes = new MemoryStream();
            await archive.CopyToAsync(bytes, GitFixture.Cancellation);
            return bytes.ToArray();
        }
    }

    [Fact]
    public async Task Archive_LargeFile_IsExact()
    {
        var bytes = new byte[5_000_000];
        new Random(3).NextBytes(bytes);
        File.WriteAllBytes(Path.Combine(Repository.Path, "large"), bytes);
        Repository.Write("next", "after");
        Repository.Commit("empty", string.Empty);

        var entries = await ReadAsync(string.Empty);

        Assert.Equal(bytes, Content(entries.Single(e => e.Name == "large")));
        Assert.Equal("next 644 after", Show(entries.Single(e => e.Name == "next")));
    }

    [Fact]
    public async Task Archive_FirstName_IsOneCompleteHeader()
    {
        Repository.Commit(new string('n', 150), "1");

        await using var archive = await _fixture.Repositories.ArchiveAsync(Repository.Path, (await _fixture.ResolveAsync()).Commit, string.Empty, null, GitFixture.Cancellation);
        var header = new byte[512];
        await archive.ReadExactlyAsync(header, GitFixture.Cancellation);

        Assert.Equal("./\0", Encoding.ASCII.GetString(header, 0, 3));
        Assert.Equal('5', (char)header[156]);
    }

    [Fact]
    public async Task Archive_LongAndForeignNames_AreKept()
    {
        var name = new string('n', 150) + "/" + new string('m', 150) + "/ä ö\tü";
        Repository.Commit(name, "1");

        Assert.Contains(await ReadAsync(string.Empty), e => e.Name == name);
    }

    [Fact]
    public async Task Archive_IgnoreFile_IsAppliedButKeepsDockerfileAndItself()
    {
        Repository.Write("web/.dockerignore", "*\n!src\nsrc/secret\n");
        Repository.Write("web/Dockerfile", "FROM scratch");
        Repository.Write("web/src/app.py", "1");
        Repository.Write("web/src/secret", "1");
        Repository.Write("web/notes/a", "1");
        Repository.Commit();

        Assert.Equal([".dockerignore", "Dockerfile", "src/", "src/app.py"], (await ReadAsync("web")).Select(e => e.Name));
    }

    [Fact]
    public async Task Archive_DockerfileInAnIgnoredDirectory_IsThere()
    {
        Repository.Write(".dockerignore", "build\n");
        Repository.Write("build/Dockerfile", "FROM scratch");
        Repository.Write("build/output", "1");
        Repository.Commit();

        Assert.Equal([".dockerignore", "build/Dockerfile"], (await ReadAsync(string.Empty, "./build/Dockerfile")).Select(e => e.Name));
    }

    [Fact]
    public async Task Archive_DockerfileWithItsOwnIgnoreFile_UsesThatOne()
    {
        Repository.Write(".dockerignore", "a\n");
        Repository.Write("dev.Dockerfile", "FROM scratch");
        Repository.Write("dev.Dockerfile.dockerignore", "b\n");
        Repository.Write("a", "1");
        Repository.Write("b", "1");
        Repository.Commit();

        Assert.Equal([".dockerignore", "a", "dev.Dockerfile", "dev.Dockerfile.dockerignore"], (await ReadAsync(string.Empty, "dev.Dockerfile")).Select(e => e.Name));
    }

    [Fact]
    public async Task Archive_IgnoreFileWithABadLine_SaysWhere()
    {
        Repository.Write("web/.dockerignore", "a\nb[\n");
        Repository.Commit();

        var error = await Assert.ThrowsAsync<SourceException>(() => ReadAsync("web"));

        Assert.StartsWith("web/.dockerignore:2:1: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Archive_DockerfileOutsideOfTheDirectory_IsThereUnderItsFixedName()
    {
        Repository.Write("docker/web.Dockerfile", "FROM scratch");
        Repository.Commit("web/a", "1");

        Assert.Equal(["a 644 1", $"{BuiltImage.OutsideDockerfile} 644 FROM scratch"], (await ReadAsync("web", "../docker/web.Dockerfile")).Select(Show));
    }

    [Theory]
    [InlineData("..", null, SourceFailure.OutsideRepository)]
    [InlineData("linked", null, SourceFailure.OutsideRepository)]
    [InlineData("linked/below", null, SourceFailure.OutsideRepository)]
    [InlineData("absent", null, SourceFailure.PathNotFound)]
    [InlineData("web/a", null, SourceFailure.PathNotFound)]
    [InlineData("web", "../../Dockerfile", SourceFailure.OutsideRepository)]
    [InlineData("web", "../absent", SourceFailure.PathNotFound)]
    [InlineData("web", "../passwd", SourceFailure.OutsideRepository)]
    public async Task Archive_PathThatMayNotBe_IsRefused(string directory, string? dockerfile, SourceFailure expected)
    {
        Repository.Link("linked", "/etc");
        Repository.Link("passwd", "/etc/passwd");
        Repository.Commit("web/a", "1");

        var error = await Assert.ThrowsAsync<SourceException>(() => ReadAsync(directory, dockerfile));

        Assert.Equal(expected, error.Failure);
    }

    [Fact]
    public async Task Archive_LinkInsideTheRepository_IsTheDirectoryItNames()
    {
        Repository.Link("linked", "web");
        Repository.Commit("web/a", "1");

        Assert.Equal(["a 644 1"], (await ReadAsync("linked")).Select(Show));
    }

    [Fact]
    public async Task Archive_ClosedBeforeItsEnd_EndsTheWriting()
    {
        File.WriteAllBytes(Path.Combine(Repository.Path, "large"), new byte[20_000_000]);
        Repository.Commit();
        var commit = (await _fixture.ResolveAsync()).Commit;

        var archive = await _fixture.Repositories.ArchiveAsync(Repository.Path, commit, string.Empty, null, GitFixture.Cancellation);
        await archive.ReadExactlyAsync(new byte[1000], GitFixture.Cancellation);

        await archive.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20), GitFixture.Cancellation);
    }

    [Fact]
    public async Task Archive_MoreThanTheLimits_FailsTheRead()
    {
        _fixture.Options.ContentLimitBytes = 10;
        Repository.Commit("a", "12345678901");

        var error = await Assert.ThrowsAsync<SourceException>(() => ReadAsync(string.Empty));

        Assert.Equal(SourceFailure.TooLarge, error.Failure);
    }

    private static byte[] Content(TarEntry entry)
    {
        var content = new MemoryStream();
        entry.DataStream?.CopyTo(content);
        return content.ToArray();
    }

    private static string Show(TarEntry entry) => entry.EntryType switch
    {
        TarEntryType.Directory => entry.Name,
        TarEntryType.SymbolicLink => $"{entry.Name} -> {entry.LinkName}",
        _ => $"{entry.Name} {Convert.ToString((int)entry.Mode, 8)} {Encoding.UTF8.GetString(Content(entry))}",
    };

    private async Task<List<TarEntry>> ReadAsync(string directory, string? dockerfile = "Dockerfile")
    {
        var commit = (await _fixture.ResolveAsync()).Commit;
        await using var archive = await _fixture.Repositories.ArchiveAsync(Repository.Path, commit, directory, dockerfile, GitFixture.Cancellation);
        await using var reader = new TarReader(archive);
        var entries = new List<TarEntry>();
        while (await reader.GetNextEntryAsync(copyData: true, GitFixture.Cancellation) is { } entry)
        {
            entries.Add(entry);
        }

        Assert.Equal("./", entries[0].Name);
        return entries[1..];
    }
}
