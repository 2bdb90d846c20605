using Slipway.Core.Clusters;
using Slipway.Core.Messages;
using Slipway.Core.Operations;
using Slipway.Core.Sources;
using Slipway.Imports.Repositories;
using Slipway.Imports.Tests.Flow;
using Slipway.Imports.Tests.Updates;
using Slipway.Imports.Updates;

namespace Slipway.Imports.Tests.Repositories;

/// <summary>Connecting, disconnecting, resuming.</summary>
public sealed class RepositoryRequestsTests
{
    private readonly UpdateWorld _world = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Connect_NoBranches_FollowsTheDefaultBranchAndAsksForItsEnvironment()
    {
        _world.Repositories.Location = new RepositoryLocation(UpdateWorld.Address, "deploy", true);
        var repository = await ConnectAsync(new RepositoryConnection("."));

        Assert.Equal(["main"], repository.Branches);
        Assert.Equal((UpdateWorld.Address, "deploy", TimeSpan.FromMinutes(5)), (repository.Address, repository.Directory, repository.LookEvery));
        Assert.Equal([new RepositoryPushed(UpdateWorld.Address, "refs/heads/main", null, UpdateWorld.First, "connect")], _world.Session.Messages);
        Assert.Equal(repository, await _world.Store.FindAsync(repository.Id, Token));
    }

    [Fact]
    public async Task Connect_ClusterThatStandsAtTheCommit_IsFollowedWithoutAnyWork()
    {
        _world.WithCluster();
        var repository = await ConnectAsync(new RepositoryConnection("."));

        Assert.Empty(_world.Session.Messages);
        Assert.NotNull(await _world.Store.FindRefAsync(repository.Id, "refs/heads/main", Token));
    }

    [Fact]
    public async Task Connect_Again_ChangesTheSettingsAndAsksForWhatIsMissing()
    {
        var first = await ConnectAsync(new RepositoryConnection(".") { Branches = ["release"] });
        _world.Time.Advance(TimeSpan.FromHours(1));
        var second = await ConnectAsync(new RepositoryConnection(".") { Branches = ["main"], Forks = true });

        Assert.Equal((first.Id, first.ConnectedAt, true), (second.Id, second.ConnectedAt, second.Forks));
        Assert.Single(await _world.Store.ListAsync(Token));
        Assert.Single(_world.Session.Messages);

        // What was rejected is asked for again, because the user does.
        await ConnectAsync(new RepositoryConnection(".") { Branches = ["main"] });
        Assert.Equal(2, _world.Session.Messages.Count());
    }

    [Fact]
    public async Task Connect_EmptyRepository_WaitsForTheUsualBranches()
    {
        _world.Repositories.Refs = new RemoteRefs(null, []);

        Assert.Equal(["main", "master"], (await ConnectAsync(new RepositoryConnection("."))).Branches);
    }

    [Fact]
    public async Task Connect_OnGitHub_TakesTheNameOfTheAddress()
    {
        _world.Repositories.Location = new RepositoryLocation("https://github.com/Shop/Web.git", string.Empty, false);

        Assert.Equal("shop/web", (await ConnectAsync(new RepositoryConnection("x"))).GitHubName);
    }

    [Fact]
    public async Task Connect_GitHubNameOfAnother_IsRefused()
    {
        _world.Connected(_world.Repository with { Address = "/srv/other", GitHubName = "shop/web" });

        var error = await Assert.ThrowsAsync<SourceException>(() => ConnectAsync(new RepositoryConnection(".") { GitHubName = "Shop/Web" }));
        Assert.Equal("shop/web on GitHub is connected as /srv/other; disconnect that first", error.Message);
    }

    public static TheoryData<RepositoryConnection> Wrong { get; } =
    [
        new RepositoryConnection(".") { Format = "kubernetes" },
        new RepositoryConnection(".") { LookEvery = TimeSpan.FromSeconds(1) },
        new RepositoryConnection(".") { Branches = ["a..b"] },
        new RepositoryConnection(".") { Branches = ["--x"] },
        new RepositoryConnection(".") { NamePattern = "{project}/../x" },
        new RepositoryConnection(".") { GitHubName = "shop" },
    ];

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Wrong))]
    public async Task Connect_SettingNotAccepted_StoresNothing(RepositoryConnection connection)
    {
        var error = await Assert.ThrowsAsync<SourceException>(() => ConnectAsync(connection));

        Assert.Equal(SourceFailure.Refused, error.Failure);
        Assert.Equal(0, _world.Session.Commits);
    }

    [Fact]
    public async Task Connect_RepositoryDoesNotAnswer_StoresNothing()
    {
        _world.Repositories.Failure = new SourceException(SourceFailure.Unreachable, "no answer");

        await Assert.ThrowsAsync<SourceException>(() => ConnectAsync(new RepositoryConnection("https://example.org/x.git")));
        Assert.Empty(await _world.Store.ListAsync(Token));
    }

    [Fact]
    public async Task Disconnect_WithEnvironments_RemovesEachOnItsOwnChain()
    {
        _world.Connected().WithCluster().WithCluster("c2", "shop-2", "other");
        var operations = await _world.Requests.DisconnectAsync("r1", removeEnvironments: true, Token);

        Assert.Equal(2, operations!.Value.Distinct().Count());
        Assert.Equal([new DeleteCluster("c1", "shop", true), new DeleteCluster("c2", "shop-2", true)], _world.Session.Messages);
        Assert.Equal(operations.Value, _world.Session.Committed.Select(c => c.Chain));
        Assert.All(operations.Value, o => Assert.Equal(OperationKind.Remove, _world.Operations[o].Kind));
        Assert.Null(await _world.Store.FindAsync("r1", Token));
    }

    [Fact]
    public async Task Disconnect_KeepingEnvironments_OnlyForgets()
    {
        _world.Connected().WithCluster();

        Assert.Empty((await _world.Requests.DisconnectAsync("r1", removeEnvironments: false, Token))!.Value);
        Assert.Empty(_world.Session.Messages);
        Assert.Equal(ClusterState.Running, _world.Cluster.State);
        Assert.Null(await _world.Requests.DisconnectAsync("r1", removeEnvironments: false, Token));
    }

    [Fact]
    public async Task Resume_RefMovedMeanwhile_DeploysIt()
    {
        _world.WithCluster();
        _world.Clusters.Update(_world.Cluster with { IsPaused = true });
        _world.Move(UpdateWorld.Second);
        var operation = await _world.Requests.ResumeAsync(_world.Cluster, Token);

        Assert.Equal([new ClusterPushed<FakeFormat>("c1", "shop", UpdateWorld.Second)], _world.Session.Messages);
        Assert.Equal((OperationKind.Push, "shop"), (_world.Operations[operation!].Kind, _world.Operations[operation!].ClusterName));
        Assert.False(_world.Cluster.IsPaused);
    }

    [Fact]
    public async Task Resume_NothingMoved_OnlyResumes()
    {
        _world.WithCluster();
        _world.Clusters.Update(_world.Cluster with { IsPaused = true });

        Assert.Null(await _world.Requests.ResumeAsync(_world.Cluster, Token));
        Assert.False(_world.Cluster.IsPaused);
        Assert.Equal(1, _world.Session.Commits);
    }

    private Task<ConnectedRepository> ConnectAsync(RepositoryConnection connection) => _world.Requests.ConnectAsync(connection with { Format = connection.Format == "compose" ? "fake" : connection.Format }, Token);
}
