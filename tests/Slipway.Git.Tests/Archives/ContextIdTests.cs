using Slipway.Core.Sources;

namespace Slipway.Git.Tests.Archives;

/// <summary>The id of a build context changes exactly when its archive does.</summary>
public sealed class ContextIdTests : IDisposable
{
    private readonly GitFixture _fixture = new();

    private TestRepository Repository => _fixture.Repository;

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task FindContext_NothingIgnored_IsTheTreesOwnId()
    {
        Repository.Commit("web/Dockerfile", "FROM scratch");

        Assert.Equal(Repository.Git("rev-parse", "HEAD:web"), await IdAsync("web"));
        Assert.Equal(Repository.Git("rev-parse", "HEAD^{tree}"), await IdAsync(string.Empty));
        Assert.Null((await _fixture.OpenAsync()).FindContext("none", null));
        Assert.Null((await _fixture.OpenAsync()).FindContext("web/Dockerfile", null));
    }

    [Theory]
    [InlineData("README.md", false)]
    [InlineData("docs/deep/guide.md", false)]
    [InlineData("docs/keep.txt", true)]
    [InlineData("src/main.c", true)]
    [InlineData("src/new.c", true)]
    [InlineData("Dockerfile", true)]
    [InlineData(".dockerignore", true)]
    public async Task FindContext_WithAnIgnoreFile_ChangesWithWhatGoesIntoTheBuild(string path, bool changes)
    {
        Repository.Write("Dockerfile", "FROM scratch");
        Repository.Write("README.md", "hello");
        Repository.Write("docs/deep/guide.md", "hello");
        Repository.Write("docs/keep.txt", "hello");
        Repository.Write("src/main.c", "int main;");
        Repository.Commit(".dockerignore", "*.md\ndocs\n!docs/keep.txt\n");
        var before = await IdAsync(string.Empty);
        Repository.Commit(path, path == ".dockerignore" ? "*.md\ndocs\n!docs/keep.txt\n# more\n" : "other");

        Assert.Equal(changes, before != await IdAsync(string.Empty));
    }

    [Fact]
    public async Task FindContext_ModeNameOrLink_Changes()
    {
        Repository.Write("run.sh", "true");
        Repository.Write("Dockerfile", "FROM scratch");
        Repository.Commit(".dockerignore", "*.md");
        var ids = new HashSet<string?> { await IdAsync(string.Empty) };
        Repository.Git("update-index", "--chmod=+x", "run.sh");
        Repository.Git("commit", "--quiet", "--message", "run");
        ids.Add(await IdAsync(string.Empty));
        Repository.Git("mv", "run.sh", "start.sh");
        Repository.Git("commit", "--quiet", "--message", "move");
        ids.Add(await IdAsync(string.Empty));
        Repository.Link("latest", "start.sh");
        Repository.Git("add", "latest");
        Repository.Git("commit", "--quiet", "--message", "link");
        ids.Add(await IdAsync(string.Empty));

        Assert.Equal(4, ids.Count);
    }

    [Fact]
    public async Task FindContext_IgnoreFileOfTheDockerfile_Wins()
    {
        Repository.Write(".dockerignore", "*.md");
        Repository.Write("special.Dockerfile", "FROM scratch");
        Repository.Write("special.Dockerfile.dockerignore", "*.txt");
        Repository.Write("a.md", "1");
        Repository.Commit("a.txt", "1");
        var before = await IdAsync(string.Empty, "special.Dockerfile");
        Repository.Commit("a.txt", "2");
        Assert.Equal(before, await IdAsync(string.Empty, "special.Dockerfile"));
        Repository.Commit("a.md", "2");
        Assert.NotEqual(before, await IdAsync(string.Empty, "special.Dockerfile"));
    }

    [Fact]
    public async Task FindContext_IgnoreFileThatIsNone_IsRefusedWithItsPlace()
    {
        Repository.Commit("web/.dockerignore", "*.md\na[\n");

        var error = await Assert.ThrowsAsync<SourceException>(() => IdAsync("web"));
        Assert.StartsWith("web/.dockerignore:2:1:", error.Message, StringComparison.Ordinal);
    }

    private async Task<string?> IdAsync(string directory, string? dockerfile = null) => (await _fixture.OpenAsync()).FindContext(directory, dockerfile);
}
