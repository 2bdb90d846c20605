using Slipway.Core.Clusters;
using Slipway.Core.Configurations;
using Slipway.Core.Sources;
using Slipway.Imports.Flow;
using Slipway.Imports.Formats;
using Slipway.Imports.Sources;
using Slipway.Testing.Sources;

namespace Slipway.Imports.Tests.Flow;

/// <summary>Other repositories that a configuration names are opened while it is parsed.</summary>
public sealed class OtherTreesTests
{
    private const string Lib = "https://example.org/team/lib.git";
    private static readonly string Commit = new('a', 40);

    private readonly FakeFormat _format = new();
    private readonly FakeRepositories _repositories = new();
    private readonly FakeRepositories _lib = new()
    {
        Location = new RepositoryLocation(Lib, string.Empty, false),
        Resolved = new ResolvedCommit(Commit, "main", true, 0),
    };

    public OtherTreesTests() => _repositories.Others.Add(Lib, _lib);

    [Fact]
    public async Task Parse_OtherRepository_IsOpenedOnceAndReadAgain()
    {
        var wanted = new WantedSource(Lib, null);
        _format.Result = _format.Result with { Wanted = [wanted] };
        var parsed = await ParseAsync();

        Assert.Equal(2, _format.Requests.Count);
        Assert.Empty(_format.Requests[0].Others.Keys.Except(_format.Requests[1].Others.Keys));
        var opened = _format.Requests[1].Others[wanted];
        Assert.Equal(new BuildSource(Lib, "main", Commit), opened.Source);
        Assert.Equal([new TrackedSource(Lib, "main", Commit)], parsed.Tracked);
        Assert.Equal(1, _lib.Tree.Disposals);
    }

    [Fact]
    public async Task Parse_CommitNamedByItsId_IsNotTracked()
    {
        _lib.Resolved = new ResolvedCommit(Commit, Commit, false, 0);
        Assert.Empty((await ParseAsync(new WantedSource(Lib, Commit))).Tracked);
    }

    [Theory]
    [InlineData(SourceFailure.NotARepository)]
    [InlineData(SourceFailure.Refused)]
    [InlineData(SourceFailure.UnknownRef)]
    public async Task Parse_CannotBeHad_IsToldToTheFormat(SourceFailure failure)
    {
        _lib.Failure = new SourceException(failure, "no such thing");
        await ParseAsync(new WantedSource(Lib, "v1"));

        Assert.Equal("no such thing", Assert.Single(_format.Requests[^1].Others.Values).Problem);
    }

    [Fact]
    public async Task Parse_DoesNotAnswer_IsTriedAgain()
    {
        _lib.Failure = new SourceException(SourceFailure.Unreachable, "no");
        await Assert.ThrowsAsync<SourceException>(() => ParseAsync(new WantedSource(Lib, "v1")));
    }

    [Fact]
    public async Task Parse_PathOfTheServer_IsForRepositoriesThatAreThereToo()
    {
        var wanted = new WantedSource("file:///srv/lib.git", null);
        _repositories.Others.Add("/srv/lib.git", _lib);
        await ParseAsync(wanted);
        Assert.NotNull(_format.Requests[^1].Others[wanted].Source);

        await ParseAsync("https://example.org/team/shop.git", wanted);
        Assert.Equal("file:///srv/lib.git is on the server's machine; only a repository that is there too may name it", _format.Requests[^1].Others[wanted].Problem);
    }

    [Fact]
    public async Task Parse_TextThatIsAPath_IsRefused()
    {
        var wanted = new WantedSource("git@x/../../srv/lib:.git", null);
        await ParseAsync(wanted);   // the one of these tests is at a path

        Assert.Equal("git@x/../../srv/lib:.git is not the URL of a repository", _format.Requests[^1].Others[wanted].Problem);
    }

    [Fact]
    public async Task Parse_MoreThanTwenty_AreNotFetched()
    {
        var wanted = Enumerable.Range(0, 21).Select(i => new WantedSource(Lib, $"v{i}")).ToArray();
        await ParseAsync(wanted);

        Assert.Equal("more than 20 other repositories are named", _format.Requests[^1].Others[wanted[20]].Problem);
        Assert.Equal(20, _lib.References.Count);
    }

    private Task<ParsedFormat> ParseAsync(params WantedSource[] wanted) => ParseAsync("/srv/shop", wanted);

    private Task<ParsedFormat> ParseAsync(string own, params WantedSource[] wanted)
    {
        _format.Result = wanted.Length == 0 ? _format.Result : _format.Result with { Wanted = [.. wanted] };
        return new ConfigurationParser<FakeFormat>(_repositories, _format)
            .ParseAsync(new ClusterSource(own, string.Empty, "main", [], []), "shop", Commit, TestContext.Current.CancellationToken);
    }
}
