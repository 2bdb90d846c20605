using Slipway.Core.Clusters;
using Slipway.Core.Diagnostics;
using Slipway.Core.Messages;
using Slipway.Core.Operations;
using Slipway.Core.Sources;
using Slipway.Imports.Feedback;
using Slipway.Imports.Tests.Feedback;
using Slipway.Imports.Tests.Flow;
using Slipway.Imports.Updates;
using Slipway.Testing.Messaging;

namespace Slipway.Imports.Tests.Updates;

/// <summary>The changed path: parse at the commit, write the next revision.</summary>
public sealed class SyncClusterTests
{
    private static readonly Diagnostic Wrong = new("SC0101", Severity.Error, new SourceLocation("compose.yaml", 3, 5), "services.a.privileged", "refused");

    private readonly UpdateWorld _world = new UpdateWorld().WithCluster();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sync_GoodFiles_WritesTheNextRevision()
    {
        await ChangeAsync();
        await _world.SyncAsync(UpdateWorld.Second);

        Assert.Equal((2, ClusterState.Deploying), (_world.Cluster.Revision, _world.Cluster.State));
        Assert.Equal(UpdateWorld.Second, (await _world.Clusters.FindRevisionAsync("c1", 2, Token))!.Commit);
        Assert.Equal([new ClusterUpdated("c1", "shop", 2)], _world.Context.Sent);
        Assert.Equal("shop", Assert.Single(_world.Format.Requests).ClusterName);
    }

    [Fact]
    public async Task Sync_Twice_WritesOneRevision()
    {
        await ChangeAsync();
        await _world.SyncAsync(UpdateWorld.Second);
        await _world.SyncAsync(UpdateWorld.Second);

        Assert.Equal([1, 2], _world.Clusters.RevisionsOf("c1"));
        Assert.Equal([new ClusterUpdated("c1", "shop", 2)], _world.Context.Sent);
    }

    [Fact]
    public async Task Sync_NewerCommitSeen_IsSuperseded()
    {
        await ChangeAsync();
        _world.Clusters.Update(_world.Cluster with { SeenCommit = UpdateWorld.Third });
        await _world.SyncAsync(UpdateWorld.Second);

        Assert.True(_world.Context.IsSuperseded);
        Assert.Equal(OperationState.Superseded, _world.Operations["o1"].State);
        Assert.Equal([1], _world.Clusters.RevisionsOf("c1"));
        Assert.Empty(_world.Context.Sent);
    }

    [Fact]
    public async Task Sync_FilesWithErrors_LeaveTheLastGoodRevision()
    {
        await ChangeAsync();
        _world.Format.Result = _world.Format.Result with { Set = null, Diagnostics = [Wrong] };
        await _world.SyncAsync(UpdateWorld.Second);

        Assert.Equal((1, ClusterState.Running, UpdateWorld.Second), (_world.Cluster.Revision, _world.Cluster.State, _world.Cluster.Problem?.Commit));
        Assert.Equal([Wrong], _world.Cluster.Problem!.Diagnostics);
        Assert.Equal((OperationState.Rejected, UpdateWorld.Second), (_world.Operations["o1"].State, _world.Operations["o1"].Commit));
        Assert.Empty(_world.Context.Sent);
    }

    [Fact]
    public async Task Sync_FilesWithErrorsAfterAnOvertakenDeployment_BringsTheCurrentRevisionToItsEnd()
    {
        _world.Clusters.Update(_world.Cluster with { State = ClusterState.Deploying });
        await ChangeAsync();
        _world.Format.Result = _world.Format.Result with { Set = null, Diagnostics = [Wrong] };
        await _world.SyncAsync(UpdateWorld.Second);

        var updated = Assert.IsType<ClusterUpdated>(Assert.Single(_world.Context.Sent));
        Assert.Equal(new ClusterUpdated("c1", "shop", 1), updated);
        // Not on the chain of the rejected operation, which the deployment would end.
        var chain = _world.Context.Chains[updated];
        Assert.Equal((OperationKind.Redeploy, OperationState.Running), (_world.Operations[chain].Kind, _world.Operations[chain].State));
        Assert.Equal(OperationState.Rejected, _world.Operations["o1"].State);
    }

    [Fact]
    public async Task Sync_FilesWithErrors_FeedbackIsAskedForWithTheHandler()
    {
        _world.Connected(_world.Repository with { GitHubName = "team/shop" }).Channel = new RecordedChannel();
        _world.Clusters.Update(_world.Cluster with { SeenCommit = UpdateWorld.Second });
        _world.Format.Result = _world.Format.Result with { Set = null, Diagnostics = [Wrong] };
        await _world.SyncAsync(UpdateWorld.Second);

        Assert.Equal([new SendFeedback("c1", "shop", UpdateWorld.Address, "main")], _world.Context.Sent);
    }

    [Fact]
    public async Task Sync_PathLeadsOutside_IsAProblemOfTheFiles()
    {
        await ChangeAsync();
        _world.Repositories.Failure = new SourceException(SourceFailure.OutsideRepository, "x leads out");
        await _world.SyncAsync(UpdateWorld.Second);

        Assert.Equal("error SW0004: x leads out", Assert.Single(_world.Cluster.Problem!.Diagnostics).ToString());
    }

    [Fact]
    public async Task Sync_RepositoryDoesNotAnswer_IsTriedAgain()
    {
        await ChangeAsync();
        _world.Repositories.Failure = new SourceException(SourceFailure.Unreachable, "no answer");

        await Assert.ThrowsAsync<SourceException>(() => _world.SyncAsync(UpdateWorld.Second));
        Assert.Null(_world.Cluster.Problem);
    }

    [Fact]
    public async Task Sync_GivenUp_FailsAndBringsTheCurrentRevisionToItsEnd()
    {
        _world.Clusters.Update(_world.Cluster with { State = ClusterState.Deploying });
        await ChangeAsync();
        var context = new RecordedContext("o1");
        await _world.Syncer().HandleDeadAsync(new SyncCluster<FakeFormat>("c1", "shop", UpdateWorld.Second), "no answer", context, Token);

        Assert.Equal((OperationState.Failed, "no answer"), (_world.Operations["o1"].State, _world.Operations["o1"].Failure?.Reason));
        Assert.Equal([new ClusterUpdated("c1", "shop", 1)], context.Sent);
    }

    [Fact]
    public async Task ConfigUpdated_AsksForTheSync()
    {
        var context = new RecordedContext("o1");
        await new SyncOnConfigUpdated<FakeFormat>().HandleAsync(new ClusterConfigUpdated<FakeFormat>("c1", "shop", UpdateWorld.Second), context, Token);

        Assert.Equal([new SyncCluster<FakeFormat>("c1", "shop", UpdateWorld.Second)], context.Sent);
    }

    private async Task ChangeAsync()
    {
        _world.Move(UpdateWorld.Second, UpdateWorld.Tree().With("compose.yaml", "two"));
        await _world.PushAsync(UpdateWorld.Second);
    }
}
