using Slipway.Core.Sources;

namespace Slipway.Git.Tests.Locating;

public sealed class LocateTests : IDisposable
{
    private readonly GitFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task Locate_DirectoryInsideAWorkTree_GivesRootAndDirectory()
    {
        _fixture.Repository.Commit("samples/guestbook/compose.yaml", "services: {}");

        var location = await LocateAsync(Path.Combine(_fixture.Repository.Path, "samples/guestbook") + "/");

        Assert.Equal(new RepositoryLocation(_fixture.Repository.Path, "samples/guestbook", IsLocal: true), location);
    }

    [Fact]
    public async Task Locate_RootOfAWorkTree_GivesNoDirectory() =>
        Assert.Equal(_fixture.Location, await LocateAsync(_fixture.Repository.Path));

    [Fact]
    public async Task Locate_BareRepository_IsFound()
    {
        var bare = new TestRepository(_fixture.InFolder("bare.git"), "--bare");

        Assert.Equal(new RepositoryLocation(bare.Path, string.Empty, IsLocal: true), await LocateAsync(bare.Path));
    }

    [Fact]
    public async Task Locate_LinkedWorkTree_IsItsOwnRoot()
    {
        _fixture.Repository.Commit("a", "1");
        var linked = _fixture.InFolder("linked");
        _fixture.Repository.Git("worktree", "add", "--quiet", linked, "-b", "other");

        var location = await LocateAsync(linked);
        var resolved = await _fixture.Repositories.ResolveAsync(location, null, GitFixture.Cancellation);

        Assert.Equal(linked, location.Repository);
        Assert.Equal("other", resolved.Ref);
    }

    [Theory]
    [InlineData("https://example.com/owner/name.git")]
    [InlineData("http://example.com/owner/name/")]
    [InlineData("ssh://git@example.com:22/owner/name")]
    [InlineData("git://example.com/name")]
    [InlineData("git@example.com:owner/name.git")]
    [InlineData("file:///srv/name.git")]
    public async Task Locate_Url_IsTakenAsItIs(string url)
    {
        var location = await LocateAsync(url);

        Assert.False(location.IsLocal);
        Assert.Equal(url.TrimEnd('/'), location.Repository);
    }

    [Theory]
    [InlineData("ext::sh -c touch% /tmp/pwned")]
    [InlineData("fd::17")]
    [InlineData("--upload-pack=touch /tmp/pwned")]
    [InlineData("-u")]
    [InlineData("ftp://example.com/x")]
    [InlineData("ssh://-oProxyCommand=touch/x")]
    [InlineData("ssh://git@-oProxyCommand=touch/x")]
    [InlineData("git@-oProxyCommand=touch:x")]
    [InlineData("https://example.com/a\nb")]
    [InlineData("")]
    public async Task Locate_DangerousAddress_IsRefused(string address)
    {
        var error = await Assert.ThrowsAsync<SourceException>(() => LocateAsync(address));

        Assert.Equal(SourceFailure.Refused, error.Failure);
        Assert.Contains("https://host/owner/name.git", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Locate_RefusedAddressWithPassword_DoesNotRepeatIt()
    {
        var error = await Assert.ThrowsAsync<SourceException>(() => LocateAsync("ftp://ann:s3cret@example.com/x"));

        Assert.DoesNotContain("s3cret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Locate_DirectoryWithoutRepository_SaysHowToMakeOne()
    {
        var folder = _fixture.InFolder("plain");
        Directory.CreateDirectory(folder);

        var error = await Assert.ThrowsAsync<SourceException>(() => LocateAsync(folder));

        Assert.Equal(SourceFailure.NotARepository, error.Failure);
        Assert.Contains("git init", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Locate_NothingThere_SaysSo()
    {
        var error = await Assert.ThrowsAsync<SourceException>(() => LocateAsync(_fixture.InFolder("absent")));

        Assert.Equal(SourceFailure.NotARepository, error.Failure);
        Assert.Contains("does not exist", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Locate_File_NamesItsDirectory()
    {
        _fixture.Repository.Write("compose.yaml", string.Empty);

        var error = await Assert.ThrowsAsync<SourceException>(() => LocateAsync(Path.Combine(_fixture.Repository.Path, "compose.yaml")));

        Assert.EndsWith(_fixture.Repository.Path, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Locate_DamagedRepository_TellsWhatGitSays()
    {
        File.WriteAllText(Path.Combine(_fixture.Repository.Path, ".git/config"), "[core\n");

        var error = await Assert.ThrowsAsync<SourceException>(() => LocateAsync(_fixture.Repository.Path));

        Assert.Equal(SourceFailure.NotARepository, error.Failure);
        Assert.Contains("bad config", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resolve_UncommittedFiles_AreCountedBelowTheNamedDirectory()
    {
        _fixture.Repository.Write("app/a", "1");
        _fixture.Repository.Commit("other", "1");
        _fixture.Repository.Write("app/a", "2");
        _fixture.Repository.Write("app/deep/new one", "1");
        _fixture.Repository.Write("other", "2");

        var below = await _fixture.Repositories.ResolveAsync(_fixture.Location with { Directory = "app" }, null, GitFixture.Cancellation);
        var all = await _fixture.ResolveAsync();

        Assert.Equal(2, below.UncommittedFiles);
        Assert.Equal(3, all.UncommittedFiles);
    }

    private Task<RepositoryLocation> LocateAsync(string pathOrUrl) => _fixture.Repositories.LocateAsync(pathOrUrl, GitFixture.Cancellation);
}
