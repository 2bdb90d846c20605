using System.Diagnostics;
using Slipway.Core.Sources;
using Slipway.Git.Commands;
using Slipway.Git.Mirrors;

namespace Slipway.Git.Tests.Mirrors;

public sealed class MirrorTests : IDisposable
{
    private readonly GitFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task Resolve_ManyCallersOfTwoInstances_MakeOneCopy()
    {
        var commit = _fixture.Repository.Commit("a", "1");
        var other = _fixture.NewRepositories();

        var resolved = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
            (i % 2 == 0 ? _fixture.Repositories : other).ResolveAsync(_fixture.Location, "main", GitFixture.Cancellation)));

        Assert.All(resolved, r => Assert.Equal(commit, r.Commit));
        Assert.Single(Directory.GetDirectories(_fixture.MirrorsFolder));
    }

    [Fact]
    public async Task Resolve_RepositoryThatDoesNotAnswer_LeavesNothingAndHidesThePassword()
    {
        var location = new RepositoryLocation("http://ann:s3cret@127.0.0.1:1/x.git", string.Empty, IsLocal: false);

        var error = await Assert.ThrowsAsync<SourceException>(() => _fixture.Repositories.ResolveAsync(location, "main", GitFixture.Cancellation));

        Assert.Equal(SourceFailure.Unreachable, error.Failure);
        Assert.DoesNotContain("s3cret", error.ToString(), StringComparison.Ordinal);
        Assert.NotEqual(0, Assert.IsType<GitException>(error.InnerException).ExitCode);
        Assert.Empty(Directory.GetDirectories(_fixture.MirrorsFolder));
    }

    [Fact]
    public async Task Resolve_HalfMadeCopyOfADeadProcess_IsReplaced()
    {
        _fixture.Repository.Commit("a", "1");
        await _fixture.ResolveAsync();
        var mirror = Directory.GetDirectories(_fixture.MirrorsFolder).Single();
        Directory.Move(mirror, Path.Combine(_fixture.MirrorsFolder, $".new-{Path.GetFileNameWithoutExtension(mirror)}-0"));

        await _fixture.ResolveAsync();

        Assert.Equal(mirror, Directory.GetDirectories(_fixture.MirrorsFolder).Single());
    }

    [Fact]
    public async Task Resolve_LockFileLeftByAKilledGit_DoesNotStopAFetch()
    {
        _fixture.Repository.Commit("a", "1");
        await _fixture.ResolveAsync("main");
        var mirror = Directory.GetDirectories(_fixture.MirrorsFolder).Single();
        File.WriteAllText(Path.Combine(mirror, "refs/heads/main.lock"), string.Empty);
        File.WriteAllText(Path.Combine(mirror, "packed-refs.lock"), string.Empty);
        var second = _fixture.Repository.Commit("a", "2");

        Assert.Equal(second, (await _fixture.ResolveAsync("main")).Commit);
    }

    [Fact]
    public async Task Resolve_DeletedBranch_IsUnknownAfterwards()
    {
        _fixture.Repository.Commit("a", "1");
        _fixture.Repository.Git("branch", "gone");
        await _fixture.ResolveAsync("gone");
        _fixture.Repository.Git("branch", "--delete", "--force", "gone");

        await Assert.ThrowsAsync<SourceException>(() => _fixture.ResolveAsync("gone"));
    }

    [Fact]
    public async Task Resolve_BranchThatTakesTheNameOfAnotherOnesFolder_IsFetched()
    {
        _fixture.Repository.Commit("a", "1");
        _fixture.Repository.Git("branch", "topic");
        await _fixture.ResolveAsync("topic");
        _fixture.Repository.Git("branch", "--delete", "--force", "topic");
        _fixture.Repository.Git("branch", "topic/one");

        Assert.Equal("topic/one", (await _fixture.ResolveAsync("topic/one")).Ref);
    }

    [Fact]
    public async Task Resolve_ShallowClone_IsARepositoryLikeAnyOther()
    {
        _fixture.Repository.Commit("a", "1");
        var commit = _fixture.Repository.Commit("a", "2");
        var shallow = _fixture.InFolder("shallow");
        TestRepository.Run(_fixture.InFolder("."), null, ["clone", "--quiet", "--depth=1", "file://" + _fixture.Repository.Path, shallow]);

        var resolved = await _fixture.Repositories.ResolveAsync(new RepositoryLocation(shallow, string.Empty, IsLocal: true), null, GitFixture.Cancellation);

        Assert.Equal(commit, resolved.Commit);
    }

    [Fact]
    public async Task Resolve_Sha256Repository_IsReadLikeAnyOther()
    {
        var repository = new TestRepository(_fixture.InFolder("sha256"), "--object-format=sha256");
        var commit = repository.Commit("dir/a", "1");
        var location = new RepositoryLocation(repository.Path, string.Empty, IsLocal: true);

        Assert.Equal(commit, (await _fixture.Repositories.ResolveAsync(location, "main", GitFixture.Cancellation)).Commit);
        await using var tree = await _fixture.Repositories.OpenAsync(repository.Path, commit, GitFixture.Cancellation);
        Assert.Equal(repository.Git("rev-parse", "HEAD:dir/a"), tree.Find("dir/a")!.Id);
    }

    [Fact]
    public async Task Resolve_HooksAndSettingsOfTheRepository_RunNothing()
    {
        var proof = _fixture.InFolder("ran");
        _fixture.Repository.Commit("a", "1");
        foreach (var hook in (string[])["post-checkout", "reference-transaction", "post-update", "pre-receive", "post-index-change", "fsmonitor-watchman"])
        {
            _fixture.Repository.WriteProgram(".git/hooks/" + hook, $"touch {proof}");
        }

        _fixture.Repository.Git("config", "core.fsmonitor", $"touch {proof}");
        _fixture.Repository.Git("config", "uploadpack.packObjectsHook", $"touch {proof}");
        File.Delete(proof);

        var commit = (await _fixture.ResolveAsync()).Commit;
        await _fixture.Repositories.CheckoutAsync("mine", _fixture.Repository.Path, commit, ["a"], GitFixture.Cancellation);

        Assert.False(File.Exists(proof));
    }

    [Fact]
    public async Task Resolve_InheritedGitVariables_DoNotLeadElsewhere()
    {
        var commit = _fixture.Repository.Commit("a", "1");
        var runner = new GitRunner(TimeProvider.System);

        var output = await runner.RunAsync(["-C", _fixture.Repository.Path, "rev-parse", "HEAD"], GitFixture.Cancellation);

        Assert.Equal(commit, output.Lines[0]);
        var environment = new Dictionary<string, string?> { ["GIT_DIR"] = "/elsewhere", ["GIT_SSH_COMMAND"] = "mine", ["PATH"] = "/bin" };
        GitEnvironment.Apply(environment);
        Assert.False(environment.ContainsKey("GIT_DIR"));
        Assert.Equal("mine", environment["GIT_SSH_COMMAND"]);
    }

    [Fact]
    public async Task Run_Cancelled_EndsTheProcess()
    {
        using var cancellation = new CancellationTokenSource();
        var running = new GitRunner(TimeProvider.System).RunAsync(["-c", "alias.wait=!sleep 60", "wait"], cancellation.Token);

        var clock = Stopwatch.StartNew();
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Acquire_HeldByAnotherInstance_WaitsForIt()
    {
        var folder = _fixture.InFolder("locks");
        var first = await new MirrorLocks(folder, TimeProvider.System).AcquireAsync("key", GitFixture.Cancellation);
        var second = new MirrorLocks(folder, TimeProvider.System).AcquireAsync("key", GitFixture.Cancellation);

        Assert.False(second.IsCompleted);
        first.Dispose();
        (await second).Dispose();
    }
}
