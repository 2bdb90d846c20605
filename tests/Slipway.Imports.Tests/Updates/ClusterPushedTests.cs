using Slipway.Core.Clusters;
using Slipway.Core.Configurations;
using Slipway.Core.Messages;
using Slipway.Core.Operations;
using Slipway.Core.Sources;
using Slipway.Imports.Feedback;
using Slipway.Imports.Tests.Feedback;
using Slipway.Imports.Tests.Flow;
using Slipway.Imports.Updates;
using Slipway.Testing.Messaging;

namespace Slipway.Imports.Tests.Updates;

/// <summary>What a push means for a cluster: which of the two paths is taken.</summary>
public sealed class ClusterPushedTests
{
    private readonly UpdateWorld _world = new UpdateWorld().WithCluster();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pushed_NoInputChanged_IsTheNextRevisionWithTheSameConfigurations()
    {
        _world.Move(UpdateWorld.Second, UpdateWorld.Tree().With("README.md", "other"));
        await _world.PushAsync(UpdateWorld.Second);

        var revision = (await _world.Clusters.FindRevisionAsync("c1", 2, Token))!;
        var first = (await _world.Clusters.FindRevisionAsync("c1", 1, Token))!;
        Assert.Equal((UpdateWorld.Second, first.ContentHash, first.Inputs), (revision.Commit, revision.ContentHash, revision.Inputs));
        Assert.Equal((2, UpdateWorld.Second, ClusterState.Deploying), (_world.Cluster.Revision, _world.Cluster.SeenCommit, _world.Cluster.State));
        Assert.Equal([new ClusterUpdated("c1", "shop", 2)], _world.Context.Sent);
        Assert.Equal([(typeof(DeployCluster), "cluster:shop"), (typeof(SyncCluster<FakeFormat>), "cluster:shop")], _world.Context.Overtaken);
        Assert.Equal((OperationState.Running, UpdateWorld.Second), (_world.Operations["o1"].State, _world.Operations["o1"].Commit));
        Assert.Empty(_world.Format.Requests);
    }

    [Fact]
    public async Task Pushed_PinnedContentsChanged_AreTakenWithoutAParse()
    {
        var tree = UpdateWorld.Tree().With("app/main.c", "int other;").With("conf/app.conf", "a=2");
        _world.Move(UpdateWorld.Second, tree);
        await _world.PushAsync(UpdateWorld.Second);

        var web = (await _world.Clusters.FindRevisionAsync("c1", 2, Token))!.Set.Configurations[0];
        Assert.Equal(tree.Find("app")!.Id, Assert.IsType<BuiltImage>(web.Image).ContextTree);
        Assert.Equal(tree.Find("conf/app.conf")!.Id, Assert.IsType<RepositoryMount>(web.Mounts[0]).ContentId);
        Assert.Equal([new ClusterUpdated("c1", "shop", 2)], _world.Context.Sent);
    }

    [Theory]
    [InlineData("compose.yaml", "two", "compose.yaml changed at 22222222")]
    [InlineData("compose.override.yaml", "new", "compose.override.yaml came at 22222222")]
    [InlineData("compose.yaml", null, "compose.yaml went at 22222222")]
    [InlineData("conf/app.conf", null, "something that the configuration names is no longer there at 22222222")]
    [InlineData("app", null, "something that the configuration names is no longer there at 22222222")]
    public async Task Pushed_InputOrPinChanged_AsksForAParse(string path, string? content, string outcome)
    {
        _world.Move(UpdateWorld.Second, content is null ? UpdateWorld.Tree().Without(path) : UpdateWorld.Tree().With(path, content));
        await _world.PushAsync(UpdateWorld.Second);

        Assert.Equal([new ClusterConfigUpdated<FakeFormat>("c1", "shop", UpdateWorld.Second)], _world.Context.Sent);
        Assert.Equal(outcome, _world.Context.Outcome);
        Assert.Equal((1, UpdateWorld.Second), (_world.Cluster.Revision, _world.Cluster.SeenCommit));
        Assert.Equal(2, _world.Context.Overtaken.Count);
    }

    [Fact]
    public async Task Pushed_InputChanged_FeedbackIsAskedForWithTheHandler()
    {
        _world.Connected(_world.Repository with { GitHubName = "team/shop" }).Channel = new RecordedChannel();
        _world.Move(UpdateWorld.Second, UpdateWorld.Tree().With("compose.yaml", "two"));
        await _world.PushAsync(UpdateWorld.Second);

        Assert.Contains(new SendFeedback("c1", "shop", UpdateWorld.Address, "main"), _world.Context.Sent);
    }

    [Fact]
    public async Task Pushed_DeliveredAgainWhileItIsDeployed_LeavesItsOperation()
    {
        _world.Move(UpdateWorld.Second);
        await _world.PushAsync(UpdateWorld.Second);
        await new ClusterPushedHandler<FakeFormat>(_world.Clusters, _world.Operations, _world.Repositories, _world.Desk, _world.Time)
            .HandleAsync(new ClusterPushed<FakeFormat>("c1", "shop", UpdateWorld.Second), new RecordedContext("o1"), Token);

        Assert.Equal(OperationState.Running, _world.Operations["o1"].State);
    }

    [Fact]
    public async Task Pushed_RefHasMovedOn_TakesWhereItStandsNow()
    {
        _world.Move(UpdateWorld.Third);
        await _world.PushAsync(UpdateWorld.Second);
        await _world.PushAsync(UpdateWorld.Third, "o2");

        Assert.Equal((2, UpdateWorld.Third), (_world.Cluster.Revision, _world.Cluster.SeenCommit));
        Assert.Equal(UpdateWorld.Third, _world.Operations["o1"].Commit);
        Assert.Equal(OperationState.Superseded, _world.Operations["o2"].State);
        Assert.Empty(_world.Context.Sent);
        Assert.Empty(_world.Context.Overtaken);
    }

    [Fact]
    public async Task Pushed_Paused_IsOnlyNoted()
    {
        _world.Clusters.Update(_world.Cluster with { IsPaused = true });
        _world.Move(UpdateWorld.Second);
        await _world.PushAsync(UpdateWorld.Second);

        Assert.Empty(_world.Context.Sent);
        Assert.Empty(_world.Context.Overtaken);
        Assert.Equal((1, UpdateWorld.First), (_world.Cluster.Revision, _world.Cluster.SeenCommit));
        Assert.Equal(["the environment is paused; commit 22222222 waits until it is resumed"], _world.Operations["o1"].Notices);
        Assert.Equal(OperationState.Succeeded, _world.Operations["o1"].State);
    }

    [Fact]
    public async Task Pushed_RefGone_EndsAndRemovesNothing()
    {
        _world.Repositories.Failure = new SourceException(SourceFailure.UnknownRef, "no main");
        await _world.PushAsync(UpdateWorld.Second);

        Assert.Equal((OperationState.Superseded, "main is gone"), (_world.Operations["o1"].State, _world.Context.Outcome));
        Assert.Equal(ClusterState.Running, _world.Cluster.State);
    }

    [Fact]
    public async Task Pushed_RepositoryDoesNotAnswer_IsTriedAgain()
    {
        _world.Repositories.Failure = new SourceException(SourceFailure.Unreachable, "no answer");

        await Assert.ThrowsAsync<SourceException>(() => _world.PushAsync(UpdateWorld.Second));
        Assert.Equal(UpdateWorld.First, _world.Cluster.SeenCommit);
    }

    [Fact]
    public async Task Pushed_ClusterBeingRemoved_IsSuperseded()
    {
        _world.Clusters.Update(_world.Cluster with { State = ClusterState.Removing });
        await _world.PushAsync(UpdateWorld.Second);

        Assert.Equal(OperationState.Superseded, _world.Operations["o1"].State);
        Assert.Empty(_world.Context.Sent);
    }

    [Fact]
    public async Task Pushed_BackToTheGoodFiles_TakesTheProblemAway()
    {
        _world.Clusters.Update(_world.Cluster with { SeenCommit = UpdateWorld.Second, Problem = new ConfigurationProblem(UpdateWorld.Second, []) });
        _world.Move(UpdateWorld.Third);
        await _world.PushAsync(UpdateWorld.Third);

        Assert.Null(_world.Cluster.Problem);
        Assert.Equal([new ClusterUpdated("c1", "shop", 2)], _world.Context.Sent);
    }
}
