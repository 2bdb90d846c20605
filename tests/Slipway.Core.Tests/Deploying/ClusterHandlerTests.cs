using Microsoft.Extensions.Time.Testing;
using Slipway.Core.Clusters;
using Slipway.Core.Configurations;
using Slipway.Core.Deploying;
using Slipway.Core.Engines;
using Slipway.Core.Messages;
using Slipway.Core.Operations;
using Slipway.Core.Planning;
using Slipway.Core.Removing;
using Slipway.Messaging;
using Slipway.Testing.Messaging;
using Slipway.Testing.Stores;

namespace Slipway.Core.Tests.Deploying;

/// <summary>The handlers of the core flow.</summary>
public sealed class ClusterHandlerTests
{
    private readonly MemoryClusterStore _clusters = new();
    private readonly MemoryOperationStore _operations = new();
    private readonly RecordedContext _context = new();
    private readonly FakeTimeProvider _time = new(Given.Now.AddMinutes(1));
    private readonly Deployment _deployment = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Deploy_Succeeds_RecordsAndPublishes()
    {
        Begin(Given.Cluster());
        _clusters.Add(Given.Revision(Given.Set(Given.Instance("web"))));
        await DeployAsync();

        Assert.Equal(ClusterState.Running, (await _clusters.FindAsync("c1", Token))?.State);
        var operation = _operations["operation-1"];
        Assert.Equal((OperationState.Succeeded, Given.Now.AddMinutes(1)), (operation.State, operation.FinishedAt));
        Assert.Equal(1, operation.Deployment?.Counts.Creates);
        Assert.Equal([new ClusterDeployed("c1", "shop", 1)], _context.Sent);
        Assert.Equal("built 0, pulled 1, created 1, replaced 0, removed 0, unchanged 0", _context.Outcome);
    }

    [Fact]
    public async Task Deploy_Fails_RecordsTheReasonAndPublishes()
    {
        Begin(Given.Cluster());
        _clusters.Add(Given.Revision(Given.Set(Given.Instance("web"))));
        _deployment.Engine.Outcomes["web"] = new AwaitOutcome.Crashed(2, 0, false);
        await DeployAsync();

        Assert.Equal(ClusterState.Failed, (await _clusters.FindAsync("c1", Token))?.State);
        Assert.Equal((OperationState.Failed, "web"), (_operations["operation-1"].State, _operations["operation-1"].Failure?.Instance));
        Assert.Equal([new ClusterDeployFailed("c1", "shop", 1, "web", "it ended with exit code 2")], _context.Sent);
        Assert.Equal("failed: web: it ended with exit code 2", _context.Outcome);
    }

    [Fact]
    public async Task Deploy_NewerRevision_IsSuperseded()
    {
        Begin(Given.Cluster(revision: 2));
        await DeployAsync();

        Assert.True(_context.IsSuperseded);
        Assert.Equal("revision 2 has overtaken revision 1", _context.Outcome);
        Assert.Equal(OperationState.Superseded, _operations["operation-1"].State);
        Assert.Empty(_context.Sent);
        Assert.Empty(_deployment.Engine.Calls);
    }

    [Fact]
    public async Task Deploy_Paused_GoesOn()
    {
        Begin(Given.Cluster() with { IsPaused = true });
        _clusters.Add(Given.Revision(Given.Set(Given.Instance("web"))));
        await DeployAsync();

        Assert.Equal((ClusterState.Running, true), ((await _clusters.FindAsync("c1", Token))!.State, (await _clusters.FindAsync("c1", Token))!.IsPaused));
    }

    [Theory]
    [InlineData(StopReason.Superseded, 1)]
    [InlineData(StopReason.Shutdown, 2)]
    public async Task Deploy_Stopped_LeavesWhatRanOnlyWhereItWasOvertaken(StopReason reason, int containers)
    {
        var set = Given.Set(Given.Instance("web"));
        await _deployment.SucceedAsync(set);
        Begin(Given.Cluster());
        _clusters.Add(Given.Revision(Given.Set(Given.Instance("web").WithVariable("A", "b"))));
        using var stop = new CancellationTokenSource();
        _deployment.Engine.Hanging.Add("web");
        _deployment.Engine.Awaiting = _ =>
        {
            _context.Stopping = reason;
            stop.Cancel();
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => DeployUntilAsync(stop.Token));

        Assert.Equal(containers, _deployment.Engine.Containers.Length);
        Assert.Equal(("id0001", ContainerState.Running), (_deployment.Engine.Get("shop-web-1").Id, _deployment.Engine.Get("shop-web-1").State));
        Assert.Equal(OperationState.Running, _operations["operation-1"].State);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Deploy_ClusterGoneOrGoing_IsSuperseded(bool isThere)
    {
        Begin(isThere ? Given.Cluster(state: ClusterState.Removing) : null);
        await DeployAsync();

        Assert.True(_context.IsSuperseded);
        Assert.Equal("the cluster is being removed", _context.Outcome);
        Assert.Empty(_deployment.Engine.Calls);
    }

    [Fact]
    public async Task Deploy_RevisionNotStored_IsPermanent()
    {
        Begin(Given.Cluster());

        await Assert.ThrowsAsync<PermanentFailureException>(DeployAsync);
    }

    [Fact]
    public async Task Deploy_TwiceTheSameMessage_DoesNothingTheSecondTime()
    {
        Begin(Given.Cluster());
        _clusters.Add(Given.Revision(Given.Set(Given.Instance("web"))));
        await DeployAsync();
        _deployment.Engine.ClearCalls();
        await DeployAsync();

        Assert.Empty(_deployment.Engine.Calls);
    }

    [Fact]
    public async Task DeployDead_RecordsTheErrorAndPublishes()
    {
        Begin(Given.Cluster());
        await new DeployClusterDeadHandler(_clusters, _operations, _time).HandleDeadAsync(new DeployCluster("c1", "shop", 1), "no engine", _context, Token);

        Assert.Equal(ClusterState.Failed, (await _clusters.FindAsync("c1", Token))?.State);
        Assert.Equal((OperationState.Failed, "no engine"), (_operations["operation-1"].State, _operations["operation-1"].Failure?.Reason));
        Assert.Equal([new ClusterDeployFailed("c1", "shop", 1, null, "no engine")], _context.Sent);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task CreatedOrUpdated_AsksForTheDeployment(bool isNew)
    {
        await (isNew
            ? new DeployOnClusterCreated().HandleAsync(new ClusterCreated("c1", "shop", 4), _context, Token)
            : new DeployOnClusterUpdated().HandleAsync(new ClusterUpdated("c1", "shop", 4), _context, Token));

        Assert.Equal([new DeployCluster("c1", "shop", 4)], _context.Sent);
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    public async Task Delete_Succeeds_RemovesAndPublishes(bool withVolumes, int volumesLeft)
    {
        await RunShopAsync();
        await DeleteAsync(withVolumes);

        Assert.Empty(_deployment.Engine.Containers);
        Assert.Equal(volumesLeft, _deployment.Engine.Volumes.Length);
        Assert.Null(await _clusters.FindAsync("c1", Token));
        Assert.Equal(OperationState.Succeeded, _operations["operation-1"].State);
        Assert.Equal([new ClusterDeleted("c1", "shop") { Repository = Given.Cluster().Source!.Repository, Ref = "main" }], _context.Sent);
        Assert.Equal("removed 1 containers", _context.Outcome);
        Assert.Equal([InstancePhase.Waiting, InstancePhase.Stopping, InstancePhase.Removed], _deployment.Progress.Of("web").TakeLast(3));
    }

    [Fact]
    public async Task Delete_EngineRefuses_KeepsTheClusterAsFailed()
    {
        await RunShopAsync();
        _deployment.Engine.Refuse = c => c.StartsWith("remove-network", StringComparison.Ordinal) ? new EngineException(EngineFailure.InUse, 403, "in use") : null;
        await DeleteAsync(false);

        Assert.Equal(ClusterState.Failed, (await _clusters.FindAsync("c1", Token))?.State);
        Assert.Equal("remove-network shop_default: in use", _operations["operation-1"].Failure?.Reason);
        Assert.Empty(_context.Sent);
    }

    [Fact]
    public async Task Delete_EngineMiscountsANetwork_IsDoneAndSaysWhatStays()
    {
        await RunShopAsync();
        _deployment.Engine.Refuse = c => c.StartsWith("remove-network", StringComparison.Ordinal)
            ? new EngineException(EngineFailure.Miscounted, 403, "network shop_default stays") : null;
        await DeleteAsync(false);

        Assert.Null(await _clusters.FindAsync("c1", Token));
        Assert.Equal(OperationState.Succeeded, _operations["operation-1"].State);
        Assert.Contains("network shop_default stays", _operations["operation-1"].Notices);
    }

    [Fact]
    public async Task Delete_BroughtBackMeanwhile_LeavesIt()
    {
        await RunShopAsync(ClusterState.Running);
        await DeleteAsync(true);

        Assert.Single(_deployment.Engine.Containers);
        Assert.Equal("it was brought back meanwhile, and stays", _context.Outcome);
    }

    [Fact]
    public async Task Delete_GoneAlready_IsDone()
    {
        await DeleteAsync(false);

        Assert.Equal("it is gone already", _context.Outcome);
    }

    [Fact]
    public async Task DeleteDead_RecordsTheError()
    {
        Begin(Given.Cluster());
        await new DeleteClusterDeadHandler(_clusters, _operations, _time).HandleDeadAsync(new DeleteCluster("c1", "shop", false), "no engine", _context, Token);

        Assert.Equal(ClusterState.Failed, (await _clusters.FindAsync("c1", Token))?.State);
        Assert.Equal(OperationState.Failed, _operations["operation-1"].State);
    }

    private void Begin(Cluster? cluster)
    {
        if (cluster is not null)
        {
            _clusters.Add(cluster);
        }

        _operations.Add(new ClusterOperation { Id = "operation-1", Kind = OperationKind.Import, State = OperationState.Running, StartedAt = Given.Now });
    }

    private async Task RunShopAsync(ClusterState state = ClusterState.Removing)
    {
        var set = Given.Set(Given.Instance("web").Mounting(new VolumeMount("/data", false, "data"))).WithVolume("data");
        Begin(Given.Cluster() with { State = state });
        _clusters.Add(Given.Revision(set));
        await _deployment.SucceedAsync(set);
    }

    private Task DeployAsync() => DeployUntilAsync(Token);

    private Task DeployUntilAsync(CancellationToken cancellationToken) =>
        new DeployClusterHandler(_clusters, _operations, _deployment.Deployer, _time).HandleAsync(new DeployCluster("c1", "shop", 1), _context, cancellationToken);

    private Task DeleteAsync(bool withVolumes)
    {
        var remover = new Remover(
            _deployment.Engine, _deployment.Engine, _deployment.Repositories, _deployment.Progress, Microsoft.Extensions.Options.Options.Create(_deployment.Options), _time);
        return new DeleteClusterHandler(_clusters, _operations, remover, _time).HandleAsync(new DeleteCluster("c1", "shop", withVolumes), _context, Token);
    }
}
