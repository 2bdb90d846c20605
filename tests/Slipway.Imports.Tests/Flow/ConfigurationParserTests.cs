using Slipway.Core.Clusters;
using Slipway.Core.Sources;
using Slipway.Imports.Flow;
using Slipway.Imports.Requests;
using Slipway.Testing.Sources;
using Slipway.Testing.Stores;

namespace Slipway.Imports.Tests.Flow;

public sealed class ConfigurationParserTests
{
    private readonly FakeFormat _format = new();
    private readonly FakeRepositories _repositories = new();
    private readonly MemoryClusterStore _clusters = new();
    private readonly List<string> _phases = [];

    [Theory]
    [InlineData("main", true, null, "shop")]
    [InlineData("feature/Login_2", false, null, "shop-feature-login-2")]
    [InlineData("a-very-long-branch-name-that-goes-on-and-on-for-ever", false, null, "shop-a-very-long-branch-name-that-goes-on-and")]
    [InlineData("main", true, "mine", "mine")]
    [InlineData("feature/x", false, "mine", "mine")]
    public async Task Parse_RefAndName_GiveTheClustersName(string reference, bool isDefault, string? name, string expected)
    {
        _repositories.Resolved = _repositories.Resolved with { Ref = reference, IsDefault = isDefault };

        var parsed = await ParseAsync(Import() with { Name = name });

        Assert.Equal(expected, parsed.Format.Name);
        Assert.Equal(reference, parsed.Source.Ref);
    }

    [Theory]
    [InlineData("/srv/shop", "shop")]
    [InlineData("/srv/shop/", "shop")]
    [InlineData("https://example.org/team/shop.git", "shop")]
    [InlineData("git@example.org:shop.git", "shop")]
    public async Task Parse_Repository_GivesTheFallbackName(string repository, string expected)
    {
        _repositories.Location = new RepositoryLocation(repository, "deploy", false);
        await ParseAsync(Import() with { Files = ["a.yaml"], Profiles = ["dev"] });

        var request = Assert.Single(_format.Requests);
        Assert.Equal((expected, "deploy", null), (request.FallbackName, request.Directory, request.ClusterName));
        Assert.Equal(["a.yaml"], request.Files);
        Assert.Equal(["dev"], request.Profiles);
    }

    [Fact]
    public async Task Parse_FilesWithErrors_AreReadOnce()
    {
        _repositories.Resolved = _repositories.Resolved with { IsDefault = false };
        _format.Result = _format.Result with { Set = null };
        await ParseAsync(Import());

        Assert.Single(_format.Requests);
    }

    [Fact]
    public async Task Parse_Always_TellsPhasesAndClosesTheTree()
    {
        await ParseAsync(Import() with { Ref = "next" });

        Assert.Equal(["fetching the repository", "reading the configuration at 01234567"], _phases);
        Assert.Equal(["next"], _repositories.References);
        Assert.Equal(1, _repositories.Tree.Disposals);
    }

    [Theory]
    [InlineData(null, "feature/a", "shop-feature-a", "feature-a", "shop-feature-a-??????")]
    [InlineData(null, "feature/a", "shop-feature-a", "feature/a", "shop-feature-a")]
    [InlineData("{project}", "main", "shop", "next", "shop-??????")]
    [InlineData("{project}", "main", "shop", "main", "shop")]
    [InlineData("env-{branch}", "main", "env-main", "next", "env-next")]
    public async Task Parse_NameThatAnotherRefHas_GetsASuffix(string? pattern, string takenBy, string takenName, string reference, string expected)
    {
        _clusters.Add(Cluster("c1", takenName, takenBy));
        _repositories.Resolved = _repositories.Resolved with { Ref = reference, IsDefault = false };
        var import = Import() with { Ref = "refs/heads/" + reference, NamePattern = pattern };
        var name = (await ParseAsync(import)).Format.Name;

        Assert.StartsWith(expected.TrimEnd('?'), name, StringComparison.Ordinal);
        Assert.Equal(expected.Length, name.Length);

        // Asked for again, it keeps the name, whether or not the other one is still there.
        _clusters.Remove(Cluster("c1", takenName, takenBy));
        _clusters.Add(Cluster("c2", name, reference));
        Assert.Equal(name, (await ParseAsync(import)).Format.Name);
    }

    [Fact]
    public async Task Parse_DirectoryOfTheImport_WinsOverTheNamedOne()
    {
        await ParseAsync(Import() with { Directory = "deploy" });

        Assert.Equal("deploy", Assert.Single(_format.Requests).Directory);
    }

    [Fact]
    public async Task Parse_OfACluster_KeepsItsName()
    {
        var source = new ClusterSource("/srv/shop", "deploy", "main", ["a.yaml"], ["dev"]);
        await new ConfigurationParser<FakeFormat>(_repositories, _format).ParseAsync(source, "mine", _repositories.Resolved.Commit, TestContext.Current.CancellationToken);

        var request = Assert.Single(_format.Requests);
        Assert.Equal(("deploy", "mine", "shop"), (request.Directory, request.ClusterName, request.FallbackName));
        Assert.Equal(1, _repositories.Tree.Disposals);
    }

    private static Cluster Cluster(string id, string name, string reference) => new()
    {
        Id = id,
        Name = name,
        Format = "fake",
        Source = new ClusterSource("/srv/shop", string.Empty, reference, [], []),
        Revision = 1,
        State = ClusterState.Running,
        CreatedAt = DateTimeOffset.UnixEpoch,
        UpdatedAt = DateTimeOffset.UnixEpoch,
    };

    private static Import Import() => new() { Id = "i1", Format = "fake", Requested = "/srv/shop" };

    private Task<ParsedImport> ParseAsync(Import import) =>
        new ConfigurationParser<FakeFormat>(_repositories, _format).ParseAsync(import, _clusters, _phases.Add, TestContext.Current.CancellationToken);
}
