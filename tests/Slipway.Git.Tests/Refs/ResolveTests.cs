using Slipway.Core.Sources;
using Slipway.Git.Refs;

namespace Slipway.Git.Tests.Refs;

public sealed class ResolveTests : IDisposable
{
    private readonly GitFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task Resolve_NoRefOfAWorkTree_IsTheBranchCheckedOut()
    {
        _fixture.Repository.Commit("a", "1");
        _fixture.Repository.Git("checkout", "--quiet", "-b", "feature/login");
        var commit = _fixture.Repository.Commit("a", "2");

        Assert.Equal(new ResolvedCommit(commit, "feature/login", IsDefault: true, UncommittedFiles: 0), await _fixture.ResolveAsync());
    }

    [Fact]
    public async Task Resolve_NoRefOfADetachedWorkTree_IsItsCommitEvenWhenNoBranchHoldsIt()
    {
        _fixture.Repository.Commit("a", "1");
        _fixture.Repository.Git("checkout", "--quiet", "--detach");
        var commit = _fixture.Repository.Commit("a", "2");

        Assert.Equal(new ResolvedCommit(commit, commit, IsDefault: true, UncommittedFiles: 0), await _fixture.ResolveAsync());
    }

    [Fact]
    public async Task Resolve_NoRefOfAUrl_IsTheDefaultBranch()
    {
        var commit = _fixture.Repository.Commit("a", "1");
        _fixture.Repository.Git("branch", "other");

        var resolved = await _fixture.Repositories.ResolveAsync(_fixture.RemoteLocation, null, GitFixture.Cancellation);

        Assert.Equal(new ResolvedCommit(commit, "main", IsDefault: true, UncommittedFiles: 0), resolved);
    }

    [Fact]
    public async Task Resolve_Branch_IsFetchedEachTime()
    {
        _fixture.Repository.Commit("a", "1");
        await _fixture.ResolveAsync("main");
        var second = _fixture.Repository.Commit("a", "2");

        Assert.Equal(second, (await _fixture.ResolveAsync("main")).Commit);
    }

    [Fact]
    public async Task Resolve_BranchThatWasRewritten_IsTheNewOneAndTheOldCommitStays()
    {
        var first = _fixture.Repository.Commit("a", "1");
        await _fixture.ResolveAsync("main");
        _fixture.Repository.Git("commit", "--quiet", "--amend", "--message", "rewritten");

        Assert.Equal(_fixture.Repository.Head, (await _fixture.ResolveAsync("main")).Commit);
        Assert.Equal(first, (await _fixture.ResolveAsync(first)).Commit);
    }

    [Theory]
    [InlineData("v1.0", "v1.0")]
    [InlineData("refs/tags/v1.0", "v1.0")]
    [InlineData("refs/heads/main", "main")]
    [InlineData("main", "main")]
    public async Task Resolve_Names_GiveTheShortName(string reference, string expected)
    {
        var commit = _fixture.Repository.Commit("a", "1");
        _fixture.Repository.Git("tag", "--annotate", "v1.0", "--message", "first");

        var resolved = await _fixture.ResolveAsync(reference);

        Assert.Equal((commit, expected, expected == "main"), (resolved.Commit, resolved.Ref, resolved.IsDefault));
    }

    [Fact]
    public async Task Resolve_BranchAndTagOfOneName_IsTheBranch()
    {
        _fixture.Repository.Commit("a", "1");
        _fixture.Repository.Git("tag", "both");
        _fixture.Repository.Git("checkout", "--quiet", "-b", "both");
        var branch = _fixture.Repository.Commit("a", "2");

        Assert.Equal(branch, (await _fixture.ResolveAsync("both")).Commit);
    }

    [Fact]
    public async Task Resolve_CommitFullOrShort_IsThatCommit()
    {
        var first = _fixture.Repository.Commit("a", "1");
        _fixture.Repository.Commit("a", "2");

        Assert.Equal(new ResolvedCommit(first, first, IsDefault: false, UncommittedFiles: 0), await _fixture.ResolveAsync(first));
        Assert.Equal(first, (await _fixture.ResolveAsync(first[..10])).Commit);
        Assert.Equal(first, (await _fixture.ResolveAsync(first.ToUpperInvariant())).Commit);
    }

    [Fact]
    public async Task Resolve_KnownCommit_NeedsNoRepository()
    {
        var commit = _fixture.Repository.Commit("a", "1");
        await _fixture.ResolveAsync();
        Directory.Move(_fixture.Repository.Path, _fixture.InFolder("gone"));

        await using var tree = await _fixture.Repositories.OpenAsync(_fixture.Repository.Path, commit, GitFixture.Cancellation);

        Assert.NotNull(tree.Find("a"));
    }

    [Fact]
    public async Task Resolve_UnknownBranch_NamesNearOnes()
    {
        _fixture.Repository.Commit("a", "1");
        _fixture.Repository.Git("branch", "feature/login");

        var error = await UnknownAsync("feature/logni");

        Assert.Contains("did you mean feature/login?", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resolve_NothingNear_NamesWhatThereIs()
    {
        _fixture.Repository.Commit("a", "1");

        var error = await UnknownAsync("something-else");

        Assert.Contains("it has main", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--upload-pack=touch /tmp/pwned")]
    [InlineData("-x")]
    [InlineData("main~1")]
    [InlineData("main@{1}")]
    [InlineData("main..other")]
    [InlineData("main:a")]
    [InlineData("../../HEAD")]
    [InlineData("a b")]
    [InlineData("ffffffffffffffffffffffffffffffffffffffff")]
    [InlineData("ffffff")]
    public async Task Resolve_NoName_IsUnknown(string reference)
    {
        _fixture.Repository.Commit("a", "1");
        _fixture.Repository.Commit("a", "2");

        await UnknownAsync(reference);
    }

    [Fact]
    public async Task Resolve_RepositoryWithoutCommits_SaysSo()
    {
        var error = await Assert.ThrowsAsync<SourceException>(() => _fixture.ResolveAsync());

        Assert.Equal(SourceFailure.UnknownRef, error.Failure);
        Assert.Contains("no commit yet", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mian", "main", "main,maintenance,other")]
    [InlineData("login", "feature/login", "main,feature/login")]
    [InlineData("MAIN", "main", "main,other")]
    [InlineData("zzz", "", "main,other")]
    public void NearNames_Find(string wanted, string expected, string names) =>
        Assert.Equal(expected, string.Join(',', NearNames.Find(wanted, names.Split(','))));

    private async Task<SourceException> UnknownAsync(string reference)
    {
        var error = await Assert.ThrowsAsync<SourceException>(() => _fixture.ResolveAsync(reference));
        Assert.Equal(SourceFailure.UnknownRef, error.Failure);
        return error;
    }

    [Fact]
    public async Task Resolve_PullRequest_IsFetchedWhenItIsAskedFor()
    {
        _fixture.Repository.Commit("a", "1");
        var (first, second) = (_fixture.Repository.CommitTree(_fixture.Repository.Git("rev-parse", "HEAD^{tree}"), "x"), _fixture.Repository.Commit("a", "2"));
        _fixture.Repository.Git("update-ref", "refs/pull/7/head", first);

        Assert.Equal(new ResolvedCommit(first, "refs/pull/7/head", IsDefault: false, UncommittedFiles: 0), await _fixture.ResolveAsync("refs/pull/7/head"));
        _fixture.Repository.Git("update-ref", "refs/pull/7/head", second);
        Assert.Equal(second, (await _fixture.ResolveAsync("refs/pull/7/head")).Commit);
    }

    [Theory]
    [InlineData("refs/pull/8/head")]
    [InlineData("refs/pull/7/merge")]
    [InlineData("refs/pull/../head")]
    [InlineData("refs/pull/--upload-pack=x/head")]
    public async Task Resolve_PullRequestThatIsNot_IsUnknown(string reference)
    {
        _fixture.Repository.Commit("a", "1");
        _fixture.Repository.Git("update-ref", "refs/pull/7/head", _fixture.Repository.Head);

        var error = await Assert.ThrowsAsync<SourceException>(() => _fixture.ResolveAsync(reference));
        Assert.Equal(SourceFailure.UnknownRef, error.Failure);
    }

    [Fact]
    public async Task Resolve_PullRequestThatWent_IsUnknownAlthoughItWasFetched()
    {
        _fixture.Repository.Git("update-ref", "refs/pull/7/head", _fixture.Repository.Commit("a", "1"));
        await _fixture.ResolveAsync("refs/pull/7/head");
        _fixture.Repository.Git("update-ref", "-d", "refs/pull/7/head");

        Assert.Equal(SourceFailure.UnknownRef, (await Assert.ThrowsAsync<SourceException>(() => _fixture.ResolveAsync("refs/pull/7/head"))).Failure);
    }

    [Fact]
    public async Task Resolve_PullRequestOfARepositoryThatDoesNotAnswer_IsUnreachable()
    {
        _fixture.Repository.Commit("a", "1");
        await _fixture.Repositories.ResolveAsync(_fixture.RemoteLocation, null, GitFixture.Cancellation);
        Directory.Move(_fixture.Repository.Path, _fixture.InFolder("moved"));

        var error = await Assert.ThrowsAsync<SourceException>(() => _fixture.Repositories.ResolveAsync(_fixture.RemoteLocation, "refs/pull/7/head", GitFixture.Cancellation));
        Assert.Equal(SourceFailure.Unreachable, error.Failure);
    }

    [Fact]
    public async Task ListRefs_BranchesTagsAndPullRequests_AreListedWithTheDefaultBranch()
    {
        var commit = _fixture.Repository.Commit("a", "1");
        _fixture.Repository.Git("branch", "feature/a");
        _fixture.Repository.Git("tag", "--annotate", "v1", "--message", "one");
        _fixture.Repository.Git("update-ref", "refs/pull/7/head", commit);
        _fixture.Repository.Git("update-ref", "refs/pull/7/merge", commit);

        var refs = await _fixture.Repositories.ListRefsAsync(_fixture.Repository.Path, GitFixture.Cancellation);

        Assert.Equal("refs/heads/main", refs.Default);
        Assert.Equal(["refs/heads/feature/a", "refs/heads/main", "refs/pull/7/head", "refs/tags/v1"], refs.Refs.Select(r => r.Name));
        Assert.All(refs.Refs, r => Assert.Equal(commit, r.Commit));
    }
}
