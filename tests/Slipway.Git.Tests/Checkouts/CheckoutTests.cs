using Slipway.Core.Sources;

namespace Slipway.Git.Tests.Checkouts;

public sealed class CheckoutTests : IDisposable
{
    private readonly GitFixture _fixture = new();

    private TestRepository Repository => _fixture.Repository;

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task Checkout_Paths_AreRealFilesOfTheCommit()
    {
        Repository.WriteProgram("bin/run", "true");
        Repository.Link("conf", "etc/nginx.conf");
        var first = Repository.Commit("etc/nginx.conf", "one");
        Repository.Commit("etc/nginx.conf", "two");

        var paths = await CheckoutAsync(first, "conf", "bin", "bin/run", string.Empty);

        Assert.Equal("one", await File.ReadAllTextAsync(paths["conf"], GitFixture.Cancellation));
        Assert.EndsWith("etc/nginx.conf", paths["conf"], StringComparison.Ordinal);
        Assert.True(Directory.Exists(paths["bin"]));
        Assert.Equal(paths[string.Empty] + "/bin/run", paths["bin/run"]);
        Assert.False(Directory.Exists(Path.Combine(paths[string.Empty], ".git")));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal("755", Convert.ToString((int)File.GetUnixFileMode(paths["bin/run"]), 8));
            Assert.Equal("644", Convert.ToString((int)File.GetUnixFileMode(paths["conf"]), 8));
        }
    }

    [Fact]
    public async Task Checkout_Twice_IsTheSameDirectoryUntouched()
    {
        var commit = Repository.Commit("a", "1");
        var first = (await CheckoutAsync(commit, "a"))["a"];
        await File.WriteAllTextAsync(first, "written by a container", GitFixture.Cancellation);

        var second = (await CheckoutAsync(commit, "a"))["a"];

        Assert.Equal(first, second);
        Assert.Equal("written by a container", await File.ReadAllTextAsync(second, GitFixture.Cancellation));
    }

    [Fact]
    public async Task Checkout_ManyCallers_MakeItOnce()
    {
        var commit = Repository.Commit("a", "1");

        var all = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => CheckoutAsync(commit, "a")));

        Assert.Single(all.Select(p => p["a"]).Distinct());
        Assert.Single(Directory.GetDirectories(Directory.GetDirectories(Path.Combine(_fixture.Options.Directory, "checkouts", "mine")).Single()));
    }

    [Theory]
    [InlineData("passwd")]
    [InlineData("climbing")]
    [InlineData("dir/../../x")]
    [InlineData("/etc/passwd")]
    [InlineData("etc/passwd")]
    public async Task Checkout_PathLeadingOutside_IsRefused(string path)
    {
        Repository.Link("passwd", "/etc/passwd");
        Repository.Link("climbing", "../../../../../../etc");
        Repository.Link("etc", "/etc");
        var commit = Repository.Commit("dir/a", "1");

        var error = await Assert.ThrowsAsync<SourceException>(() => CheckoutAsync(commit, path));

        Assert.Equal(SourceFailure.OutsideRepository, error.Failure);
    }

    [Fact]
    public async Task Checkout_LinkMadeByAContainer_IsRefused()
    {
        var commit = Repository.Commit("data/a", "1");
        var data = (await CheckoutAsync(commit, "data"))["data"];
        Directory.Delete(data, recursive: true);
        File.CreateSymbolicLink(data, "/etc");

        await Assert.ThrowsAsync<SourceException>(() => CheckoutAsync(commit, "data"));
        await Assert.ThrowsAsync<SourceException>(() => CheckoutAsync(commit, "data/passwd"));
    }

    [Fact]
    public async Task Checkout_NoSuchPath_SaysSo()
    {
        var commit = Repository.Commit("a", "1");

        var error = await Assert.ThrowsAsync<SourceException>(() => CheckoutAsync(commit, "b"));

        Assert.Equal(SourceFailure.PathNotFound, error.Failure);
    }

    [Fact]
    public async Task Checkout_FiltersAndHooks_RunNothing()
    {
        var proof = _fixture.InFolder("ran");
        Repository.Write(".gitattributes", "* filter=evil\n");
        var commit = Repository.Commit("a", "1");
        Repository.Git("config", "filter.evil.smudge", $"touch {proof}");

        await CheckoutAsync(commit, "a");

        Assert.False(File.Exists(proof));
    }

    [Theory]
    [InlineData("..")]
    [InlineData(".git")]
    [InlineData(".GIT")]
    [InlineData(".")]
    [InlineData("../../escaped")]
    [InlineData("a")]
    public async Task Checkout_CraftedName_IsRefusedAndLeavesNothing(string name)
    {
        var blob = Repository.StoreBlob("pwned");
        // The last case is a name that stands twice: first as a link, then as a file to be written through it.
        var link = Repository.StoreBlob(_fixture.InFolder("escaped"));
        var commit = Repository.CommitTree(Repository.StoreTree(("120000", "a", link), ("100644", name, blob)));

        var error = await Assert.ThrowsAsync<SourceException>(() => CheckoutAsync(commit, "a"));

        Assert.Equal(SourceFailure.Refused, error.Failure);
        Assert.False(Path.Exists(_fixture.InFolder("escaped")));
        Assert.Empty(Directory.GetDirectories(_fixture.Options.Directory, "*" + commit, SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Checkout_TreeThatMultipliesItself_StopsAtTheLimit()
    {
        _fixture.Options.EntryLimit = 5_000;
        var tree = Repository.StoreTree(("100644", "f", Repository.StoreBlob("x")));
        for (var level = 0; level < 12; level++)
        {
            var below = tree;
            tree = Repository.StoreTree([.. Enumerable.Range(0, 10).Select(i => ("40000", $"d{i}", below))]);
        }

        var commit = Repository.CommitTree(tree);

        var error = await Assert.ThrowsAsync<SourceException>(() => CheckoutAsync(commit, "d0"));

        Assert.Equal(SourceFailure.TooLarge, error.Failure);
    }

    [Fact]
    public async Task RemoveCheckouts_OfOneScope_LeavesThoseOfOthers()
    {
        var commit = Repository.Commit("a", "1");
        var mine = (await CheckoutAsync(commit, "a"))["a"];
        var theirs = (await _fixture.Repositories.CheckoutAsync("other", Repository.Path, commit, ["a"], GitFixture.Cancellation))["a"];

        await _fixture.Repositories.RemoveCheckoutsAsync("mine", GitFixture.Cancellation);

        Assert.NotEqual(mine, theirs);
        Assert.False(File.Exists(mine));
        Assert.True(File.Exists(theirs));
    }

    private async Task<IReadOnlyDictionary<string, string>> CheckoutAsync(string commit, params string[] paths) =>
        await _fixture.Repositories.CheckoutAsync("mine", Repository.Path, commit, paths, GitFixture.Cancellation);
}
