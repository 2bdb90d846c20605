using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Slipway.Core.Clusters;
using Slipway.Core.Engines;
using Slipway.Core.Messages;
using Slipway.Core.Operations;
using Slipway.Core.Planning;
using Slipway.Core.Sources;
using Slipway.Testing;
using Slipway.Testing.Engines;
using Slipway.Testing.Messaging;
using Slipway.Testing.Sources;
using Slipway.Testing.Stores;

namespace Slipway.Core.Tests.Deploying;

/// <summary>The core flow in a worker server, where requests overtake deployments that wait or run.</summary>
public sealed class OvertakenFlowTests : IAsyncLifetime
{
    private readonly SqliteTestStore _store = new();
    private readonly FakeEngine _engine = new();
    private readonly MemoryClusterStore _clusters = new();
    private readonly MemoryOperationStore _operations = new();
    private WorkerHost _host = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _store.CreateAsync();
        _host = WorkerHost.Build(_store, messaging =>
        {
            messaging.Services.AddLogging(logging => logging.ClearProviders());
            messaging.Services.AddSingleton<IContainerEngine>(_engine);
            messaging.Services.AddSingleton<IImageBuilder>(_engine);
            messaging.Services.AddSingleton<IRepositories>(new FakeRepositories());
            messaging.Services.AddSingleton<IProgressSink>(new RecordedProgress());
            messaging.Services.AddSingleton<IClusterStore>(_clusters);
            messaging.Services.AddSingleton<IOperationStore>(_operations);
            messaging.AddSlipwayCore();
        });
        await _host.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _store.DisposeAsync();
    }

    [Fact]
    public async Task Delete_DeploymentRuns_EndsItAndRemovesTheCluster()
    {
        var deploying = await BeginAsync();
        _operations.Add(Operation(deploying));

        var removing = await RequestAsync((r, cluster) => r.DeleteAsync(cluster, true, Token));

        await EndsAsync(removing, OperationState.Succeeded);
        await EndsAsync(deploying, OperationState.Superseded);
        Assert.Contains("cluster.deploy was overtaken by newer work", Assert.Single(_operations[deploying].Notices), StringComparison.Ordinal);
        Assert.Empty(_engine.Containers);
        Assert.Null(await _clusters.FindAsync("c1", Token));
    }

    [Fact]
    public async Task Rollback_DeploymentRunsAndAnotherWaits_EndsBothAndDeploysTheNewRevision()
    {
        var deploying = await BeginAsync();
        _operations.Add(Operation(deploying));
        var waiting = await RequestAsync((r, cluster) => r.RedeployAsync(cluster, Token));
        await Eventually.BecomesTrueAsync(async () => await CountAsync("ready") == 1, "the second one waits");

        _engine.Hanging.Clear();
        var rollback = await RequestAsync((r, cluster) => r.RollbackAsync(cluster, 1, Token));

        await EndsAsync(rollback!, OperationState.Succeeded);
        await EndsAsync(deploying, OperationState.Superseded);
        await EndsAsync(waiting, OperationState.Superseded);
        Assert.Equal(ContainerState.Running, Assert.Single(_engine.Containers).State);
    }

    private static ClusterOperation Operation(string id) => new() { Id = id, Kind = OperationKind.Push, State = OperationState.Running, StartedAt = Given.Now };

    /// <summary>Begins a deployment that waits for its container without end.</summary>
    private async Task<string> BeginAsync()
    {
        _clusters.Add(Given.Cluster());
        _clusters.Add(Given.Revision(Given.Set(Given.Instance("web"))));
        _engine.Hanging.Add("web");
        var awaits = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _engine.Awaiting = _ => awaits.TrySetResult();
        var chain = await _host.PublishAsync(new ClusterUpdated("c1", "shop", 1));
        await awaits.Task.WaitAsync(TimeSpan.FromSeconds(20), Token);
        return chain;
    }

    private async Task<TResult> RequestAsync<TResult>(Func<ClusterRequests, Cluster, Task<TResult>> ask)
    {
        await using var scope = _host.Services.CreateAsyncScope();
        return await ask(scope.ServiceProvider.GetRequiredService<ClusterRequests>(), (await _clusters.FindAsync("c1", Token))!);
    }

    private async Task<int> CountAsync(string state) =>
        (await _store.QueryAsync($"select message_id from delivery where name = 'cluster.deploy' and state = '{state}'")).Count;

    private Task EndsAsync(string operation, OperationState state) =>
        Eventually.BecomesTrueAsync(() => _operations[operation].State == state, $"operation {operation} ends as {state}");
}
