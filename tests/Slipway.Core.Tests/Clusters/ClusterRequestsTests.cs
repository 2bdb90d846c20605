using Microsoft.Extensions.Time.Testing;
using Slipway.Core.Clusters;
using Slipway.Core.Messages;
using Slipway.Core.Operations;
using Slipway.Testing.Messaging;
using Slipway.Testing.Stores;

namespace Slipway.Core.Tests.Clusters;

public sealed class ClusterRequestsTests
{
    private static readonly (Type, string)[] DeployOfShop = [(typeof(DeployCluster), "cluster:shop")];

    private readonly MemoryClusterStore _clusters = new();
    private readonly MemoryOperationStore _operations = new();
    private readonly RecordedSession _session = new();
    private readonly ClusterRequests _requests;

    public ClusterRequestsTests() => _requests = new ClusterRequests(_clusters, _operations, _session, new FakeTimeProvider(Given.Now.AddMinutes(1)));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Delete_Any_OvertakesADeploymentAndAsksForTheRemoval()
    {
        var cluster = Have(Given.Cluster());

        await _requests.DeleteAsync(cluster, true, Token);

        Assert.Equal(DeployOfShop, _session.Overtaken);
        Assert.Equal([new DeleteCluster("c1", "shop", true)], _session.Messages);
        Assert.Equal(ClusterState.Removing, (await _clusters.FindAsync("c1", Token))?.State);
        Assert.Equal((OperationKind.Remove, 1), (_operations["operation-1"].Kind, _session.Commits));
    }

    [Fact]
    public async Task Redeploy_Any_AsksForTheSameRevisionAndOvertakesNothing()
    {
        var cluster = Have(Given.Cluster(revision: 3, ClusterState.Failed));

        Assert.Equal("operation-1", await _requests.RedeployAsync(cluster, Token));

        Assert.Equal([new ClusterUpdated("c1", "shop", 3)], _session.Messages);
        Assert.Empty(_session.Overtaken);
        Assert.Equal((OperationKind.Redeploy, OperationState.Running, "shop"), (_operations["operation-1"].Kind, _operations["operation-1"].State, _operations["operation-1"].ClusterName));
        Assert.Equal((ClusterState.Deploying, 3), ((await _clusters.FindAsync("c1", Token))!.State, (await _clusters.FindAsync("c1", Token))!.Revision));
    }

    [Fact]
    public async Task Rollback_ToAnEarlierRevision_MakesItsContentTheNextOne()
    {
        var cluster = Have(Given.Cluster(revision: 2) with { SeenCommit = "seen" });
        var first = Given.Revision(Given.Set(Given.Instance("web")), 1) with { Inputs = [new InputFile("compose.yaml", "blob", "compose")] };
        _clusters.Add(first);
        _clusters.Add(Given.Revision(Given.Set(Given.Instance("web", "nginx:2")), 2) with { Commit = "another" });

        Assert.Equal("operation-1", await _requests.RollbackAsync(cluster, 1, Token));

        var third = (await _clusters.FindRevisionAsync("c1", 3, Token))!;
        Assert.Equal(first with { Number = 3, CreatedAt = Given.Now.AddMinutes(1) }, third);
        var now = (await _clusters.FindAsync("c1", Token))!;
        Assert.Equal((3, ClusterState.Deploying, "seen"), (now.Revision, now.State, now.SeenCommit));
        Assert.Equal([new ClusterUpdated("c1", "shop", 3)], _session.Messages);
        Assert.Equal(DeployOfShop, _session.Overtaken);
        Assert.Equal((OperationKind.Rollback, first.Commit), (_operations["operation-1"].Kind, _operations["operation-1"].Commit));
    }

    [Fact]
    public async Task Rollback_NoSuchRevision_DoesNothing()
    {
        var cluster = Have(Given.Cluster());

        Assert.Null(await _requests.RollbackAsync(cluster, 7, Token));

        Assert.Empty(_session.Messages);
        Assert.Equal(0, _session.Commits);
    }

    [Fact]
    public async Task Put_AnotherRevision_OvertakesTheDeploymentOfTheOneBefore()
    {
        Have(Given.Cluster() with { Format = ClusterRequests.DirectFormat });

        await _requests.PutAsync("shop", Given.Set(Given.Instance("web")), Token);

        Assert.Equal(DeployOfShop, _session.Overtaken);
        Assert.Equal([new ClusterUpdated("c1", "shop", 2)], _session.Messages);
    }

    [Fact]
    public async Task Pause_Any_IsNotedAndAsksForNothing()
    {
        var cluster = Have(Given.Cluster());

        await _requests.PauseAsync(cluster, Token);

        Assert.True((await _clusters.FindAsync("c1", Token))?.IsPaused);
        Assert.Empty(_session.Messages);
        Assert.Empty(_session.Overtaken);
        Assert.Equal(1, _session.Commits);
    }

    private Cluster Have(Cluster cluster)
    {
        _clusters.Add(cluster);
        return cluster;
    }
}
