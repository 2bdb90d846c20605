using System.Text;
using Slipway.Core.Sources;

namespace Slipway.Git.Tests.Trees;

public sealed class SourceTreeTests : IDisposable
{
    private readonly GitFixture _fixture = new();

    private TestRepository Repository => _fixture.Repository;

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task Read_File_IsTheContentAtTheCommit()
    {
        var first = Repository.Commit("dir/a file", "one\r\n");
        Repository.Commit("dir/a file", "two");

        var tree = await _fixture.OpenAsync(first);

        Assert.Equal("one\r\n", Text(tree, "dir/a file"));
        Assert.Equal((Repository.Path, first), (tree.Repository, tree.Commit));
    }

    [Fact]
    public async Task Read_EmptyAndBinaryAndManyFiles_AreExact()
    {
        var bytes = new byte[300_000];
        new Random(7).NextBytes(bytes);
        Repository.Write("empty", string.Empty);
        File.WriteAllBytes(Path.Combine(Repository.Path, "binary"), bytes);
        Repository.Commit("last", "end");
        var tree = await _fixture.OpenAsync();

        for (var i = 0; i < 20; i++)
        {
            Assert.Empty(tree.Read("empty", 10)!);
            Assert.Equal(bytes, tree.Read("binary", 1_000_000)!);
            Assert.Equal("end", Text(tree, "last"));
        }
    }

    [Fact]
    public async Task Read_AttributesThatChangeContent_AreNotApplied()
    {
        Repository.Write(".gitattributes", "* text eol=crlf ident export-subst\n*.secret export-ignore\n");
        Repository.Commit("a", "$Id$ $Format:%H$\n");

        Assert.Equal("$Id$ $Format:%H$\n", Text(await _fixture.OpenAsync(), "a"));
    }

    [Fact]
    public async Task Find_FilesAndDirectories_GivesGitIds()
    {
        Repository.Commit("dir/sub/a", "1");
        var tree = await _fixture.OpenAsync();

        Assert.Equal(new SourceEntry("dir/sub/a", Repository.Git("rev-parse", "HEAD:dir/sub/a"), IsDirectory: false), tree.Find("dir/sub/a"));
        Assert.Equal(new SourceEntry("dir/sub", Repository.Git("rev-parse", "HEAD:dir/sub"), IsDirectory: true), tree.Find("./dir//sub/"));
        Assert.Equal(new SourceEntry(string.Empty, Repository.Git("rev-parse", "HEAD^{tree}"), IsDirectory: true), tree.Find(string.Empty));
        Assert.Equal("dir/sub/a", tree.Find("dir/sub/../../dir/sub/a")!.Path);
    }

    [Theory]
    [InlineData("absent")]
    [InlineData("a/below-a-file")]
    [InlineData("dangling")]
    [InlineData("dir")]
    public async Task Read_NoFile_IsNull(string path)
    {
        Repository.Write("dir/x", "1");
        Repository.Link("dangling", "nowhere");
        Repository.Commit("a", "1");

        Assert.Null((await _fixture.OpenAsync()).Read(path, 100));
    }

    [Fact]
    public async Task Read_LargerThanTheLimit_IsRefusedAndTheNextReadWorks()
    {
        Repository.Write("small", "ok");
        Repository.Commit("big", new string('x', 1_000_000));
        var tree = await _fixture.OpenAsync();

        var error = Assert.Throws<SourceException>(() => tree.Read("big", 999_999));

        Assert.Equal(SourceFailure.TooLarge, error.Failure);
        Assert.Contains("'big' has 1000000 bytes", error.Message, StringComparison.Ordinal);
        Assert.Equal("ok", Text(tree, "small"));
        Assert.Equal(1_000_000, tree.Read("big", 1_000_000)!.Length);
    }

    [Fact]
    public async Task Read_HundredMegabytes_IsRefusedWithoutReadingIt()
    {
        using (var file = File.Create(Path.Combine(Repository.Path, "huge")))
        {
            file.SetLength(100L * 1024 * 1024);
        }

        Repository.Commit();
        var tree = await _fixture.OpenAsync();

        var before = GC.GetTotalAllocatedBytes();
        Assert.Throws<SourceException>(() => tree.Read("huge", 1024 * 1024));

        Assert.True(GC.GetTotalAllocatedBytes() - before < 50 * 1024 * 1024);
    }

    [Fact]
    public async Task Read_FromSeveralThreads_GivesEachItsFile()
    {
        for (var i = 0; i < 20; i++)
        {
            Repository.Write($"f{i}", new string((char)('a' + i), 10_000 + i));
        }

        Repository.Commit();
        var tree = await _fixture.OpenAsync();

        Parallel.For(0, 400, n => Assert.Equal(new string((char)('a' + (n % 20)), 10_000 + (n % 20)), Text(tree, $"f{n % 20}")));
    }

    [Fact]
    public async Task Find_LinksInside_AreFollowed()
    {
        Repository.Write("real/deep/file", "found");
        Repository.Link("to-file", "real/deep/file");
        Repository.Link("to-dir", "./real");
        Repository.Link("real/up", "../real/deep/");
        Repository.Link("chain", "to-dir/up/file");
        Repository.Commit();
        var tree = await _fixture.OpenAsync();

        Assert.Equal("real/deep/file", tree.Find("to-file")!.Path);
        Assert.Equal("found", Text(tree, "chain"));
        Assert.Equal("found", Text(tree, "to-dir/up/../deep/file"));
        Assert.True(tree.Find("to-dir")!.IsDirectory);
    }

    [Theory]
    [InlineData("..")]
    [InlineData("../outside")]
    [InlineData("dir/../../outside")]
    [InlineData("/etc/passwd")]
    [InlineData("absolute")]
    [InlineData("absolute-dir/passwd")]
    [InlineData("climbing")]
    [InlineData("dir/climbing")]
    [InlineData("chain")]
    [InlineData("to-dir/../../x")]
    public async Task Find_LeadingOutside_IsRefused(string path)
    {
        Repository.Write("dir/a", "1");
        Repository.Link("absolute", "/etc/passwd");
        Repository.Link("absolute-dir", "/etc");
        Repository.Link("climbing", "../../../../etc/passwd");
        Repository.Link("dir/climbing", "../../outside");
        Repository.Link("to-dir", "dir");
        Repository.Link("chain", "to-dir/climbing");
        Repository.Commit();

        var tree = await _fixture.OpenAsync();

        var error = Assert.Throws<SourceException>(() => tree.Find(path));

        Assert.Equal(SourceFailure.OutsideRepository, error.Failure);
    }

    [Fact]
    public async Task Find_LinkLeadingOutside_SaysWhichLinkLeadsWhere()
    {
        Repository.Link("conf", "/etc/passwd");
        Repository.Link("first", "conf");
        Repository.Commit();
        var tree = await _fixture.OpenAsync();

        var error = Assert.Throws<SourceException>(() => tree.Find("first"));

        Assert.Equal("'first' leads out of the repository: 'conf' is a symbolic link to '/etc/passwd'", error.Message);
    }

    [Theory]
    [InlineData("self")]
    [InlineData("a")]
    [InlineData("a/b/c")]
    [InlineData("long0")]
    public async Task Find_CircleOrLongChain_IsRefused(string path)
    {
        Repository.Link("self", "self");
        Repository.Link("a", "b");
        Repository.Link("b", "a");
        for (var i = 0; i < 45; i++)
        {
            Repository.Link($"long{i}", $"long{i + 1}");
        }

        Repository.Commit("long45", "end");
        var tree = await _fixture.OpenAsync();

        var error = Assert.Throws<SourceException>(() => tree.Find(path));

        Assert.Equal(SourceFailure.Refused, error.Failure);
        Assert.Contains("40 symbolic links", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Find_ForkedLinks_EndsSoon()
    {
        // Each link names the next one twice: 2^30 steps, were there no limit.
        for (var i = 0; i < 30; i++)
        {
            Repository.Link($"d{i}", $"d{i + 1}/../d{i + 1}");
        }

        Repository.Commit("d30/a", "1");
        var tree = await _fixture.OpenAsync();

        Assert.Throws<SourceException>(() => tree.Find("d0"));
    }

    [Fact]
    public async Task Find_Submodule_IsRefused()
    {
        var other = new TestRepository(_fixture.InFolder("other"));
        other.Commit("a", "1");
        Repository.Git("submodule", "--quiet", "add", other.Path, "sub");
        Repository.Commit();
        var tree = await _fixture.OpenAsync();

        Assert.Contains("submodule", Assert.Throws<SourceException>(() => tree.Find("sub")).Message, StringComparison.Ordinal);
        Assert.Contains("submodule", Assert.Throws<SourceException>(() => tree.Find("sub/a")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Find_ReplacementRef_DoesNotCount()
    {
        var real = Repository.Commit("a", "real");
        Repository.Write("a", "replaced");
        Repository.Git("add", "a");
        Repository.Git("replace", real, Repository.CommitTree(Repository.Git("write-tree"), "other"));

        Assert.Equal("real", Text(await _fixture.OpenAsync(real), "a"));
    }

    [Fact]
    public async Task Open_NoFullId_IsRefused() =>
        await Assert.ThrowsAsync<ArgumentException>(() => _fixture.Repositories.OpenAsync(Repository.Path, "--batch", GitFixture.Cancellation));

    private static string Text(ISourceTree tree, string path) => Encoding.UTF8.GetString(tree.Read(path, 10_000_000)!);
}
