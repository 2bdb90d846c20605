using Slipway.Core.Clusters;
using Slipway.Core.Messages;
using Slipway.Core.Operations;
using Slipway.Core.Sources;
using Slipway.Imports.Flow;
using Slipway.Imports.Repositories;
using Slipway.Imports.Tests.Flow;
using Slipway.Imports.Updates;

namespace Slipway.Imports.Tests.Updates;

/// <summary>Whom a push concerns.</summary>
public sealed class RepositoryPushedTests
{
    private readonly UpdateWorld _world = new();

    [Fact]
    public async Task Pushed_SeveralClustersOfTheBranch_EachGetAChainAndAnOperation()
    {
        _world.Connected().WithCluster().WithCluster("c2", "shop-2").WithCluster("c3", "other", "other");
        var context = await _world.HandleAsync(Moved("refs/heads/main"));

        Assert.Equal(
            [new ClusterPushed<FakeFormat>("c1", "shop", UpdateWorld.Second), new ClusterPushed<FakeFormat>("c2", "shop-2", UpdateWorld.Second)], context.Sent);
        var chains = context.Sent.Select(m => context.Chains[m]).ToArray();
        Assert.Equal(2, chains.Distinct().Count());
        Assert.All(chains, c => Assert.Equal((OperationKind.Push, UpdateWorld.Second), (_world.Operations[c].Kind, _world.Operations[c].Commit)));
    }

    [Fact]
    public async Task Pushed_WantedBranchWithoutEnvironment_IsImported()
    {
        _world.Connected(_world.Repository with { Directory = "deploy", Files = ["x.yaml"], NamePattern = "{project}-{branch}" }).WithCluster();
        var context = await _world.HandleAsync(Moved("refs/heads/feature/login"));

        var requested = Assert.IsType<ImportRequested<FakeFormat>>(Assert.Single(context.Sent));
        var import = _world.Imports[requested.ImportId];
        Assert.Equal((UpdateWorld.Address, "deploy", "refs/heads/feature/login", "{project}-{branch}"), (import.Requested, import.Directory, import.Ref, import.NamePattern));
        Assert.Equal(["x.yaml"], import.Files);
        Assert.Equal(requested.ImportId, context.Chains[requested]);
        Assert.Equal(OperationKind.Import, _world.Operations[requested.ImportId].Kind);
    }

    [Fact]
    public async Task Pushed_BranchThatNobodyWants_IsNothing()
    {
        _world.Connected().WithCluster();
        var context = await _world.HandleAsync(Moved("refs/heads/other"));

        Assert.Empty(context.Sent);
        Assert.Equal("0 environments", context.Outcome);
    }

    [Fact]
    public async Task Gone_Branch_RemovesItsEnvironmentsWithTheirVolumes()
    {
        _world.Connected().WithCluster(reference: "feature/a").WithCluster("c2", "shop-2");
        var context = await _world.HandleAsync(Moved("refs/heads/feature/a") with { After = null });

        Assert.Equal([new DeleteCluster("c1", "shop", true)], context.Sent);
        Assert.Equal(ClusterState.Removing, _world.Cluster.State);
        Assert.Equal([(typeof(DeployCluster), "cluster:shop")], context.Overtaken);
        Assert.Equal(OperationKind.Remove, _world.Operations[context.Chains[context.Sent[0]]].Kind);
    }

    [Fact]
    public async Task Gone_BranchThatCameAgain_IsAPush()
    {
        _world.Connected().WithCluster();
        var context = await _world.HandleAsync(Moved("refs/heads/main") with { After = null });

        Assert.Equal([new ClusterPushed<FakeFormat>("c1", "shop", UpdateWorld.First)], context.Sent);
        Assert.Equal(ClusterState.Running, _world.Cluster.State);
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public async Task Gone_PullRequest_RemovesUnlessItIsOpenAgain(bool isOpen, int removals)
    {
        // The ref of a closed pull request is there for ever.
        _world.Repositories.Refs = new RemoteRefs(null, [new RemoteRef("refs/pull/7/head", UpdateWorld.First)]);
        _world.Connected(_world.Repository with { PullRequests = PullRequestPolicy.All }).WithCluster(reference: "refs/pull/7/head");
        _world.Store.Put(new PullRequest { RepositoryId = "r1", Number = 7, Commit = UpdateWorld.First, Branch = "x", IsOpen = isOpen });
        var context = await _world.HandleAsync(Moved("refs/pull/7/head") with { After = null });

        Assert.Equal(removals, context.Sent.OfType<DeleteCluster>().Count());
    }

    [Fact]
    public async Task Pushed_RepositoryNotConnected_IsNothing()
    {
        _world.WithCluster();
        var context = await _world.HandleAsync(Moved("refs/heads/main"));

        Assert.Empty(context.Sent);
    }

    [Fact]
    public async Task Pushed_EnvironmentBeingRemoved_IsImportedAnew()
    {
        _world.Connected().WithCluster(state: ClusterState.Removing);
        var context = await _world.HandleAsync(Moved("refs/heads/main"));

        Assert.IsType<ImportRequested<FakeFormat>>(Assert.Single(context.Sent));
    }

    private static RepositoryPushed Moved(string reference) => new(UpdateWorld.Address, reference, UpdateWorld.First, UpdateWorld.Second, "hook");
}
