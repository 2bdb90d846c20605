using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Slipway.Core.Clusters;
using Slipway.Core.Messages;
using Slipway.Core.Operations;
using Slipway.Imports.Repositories;
using Slipway.Imports.Requests;
using Slipway.Messaging;
using Slipway.Storage.Retention;

namespace Slipway.Storage.Tests;

public sealed class OperationPurgeTests : IAsyncLifetime
{
    private Database _database = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _database = await Database.CreateAsync();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    // Rows are of March 2026 and the clock is not: all of them are older than messages are kept.
    [Fact]
    public async Task Run_OldOperations_GoButForTheLastOfEachClusterThatIsThere()
    {
        await StoreAsync(s => s.GetRequiredService<IClusterStore>().Add(Rows.Cluster()));
        await StoreAsync(s =>
        {
            var operations = s.GetRequiredService<IOperationStore>();
            operations.Add(Ended("old", 0) with { Deployment = Rows.Deployment });
            operations.Add(Ended("last-deployment", 1) with { Deployment = Rows.Deployment });
            operations.Add(Ended("rejected", 2));
            operations.Add(Ended("last", 3));
            operations.Add(Ended("of-a-cluster-that-is-gone", 4) with { ClusterId = "c2" });
            operations.Add(Ended("without-cluster", 5) with { ClusterId = null });
            operations.Add(Rows.Operation("runs", 6) with { ClusterId = "c2" });
            s.GetRequiredService<IImportStore>().Add(Import("old"));
            s.GetRequiredService<IImportStore>().Add(Import("last"));
        });

        var removed = await PurgeAsync();

        Assert.Equal(4, removed);
        Assert.Equal(["last", "last-deployment", "runs"], await IdsAsync("select id as \"Value\" from operation order by id"));
        Assert.Equal(["last"], await IdsAsync("select id as \"Value\" from import"));
        Assert.Equal(0, await PurgeAsync());
    }

    [Fact]
    public async Task Run_WebhookDeliveriesOfLongAgo_AreForgotten()
    {
        await StoreAsync(s =>
        {
            var repositories = s.GetRequiredService<IConnectedRepositoryStore>();
            repositories.AddDelivery("old", Rows.Now);
            repositories.AddDelivery("new", TimeProvider.System.GetUtcNow());
        });

        await PurgeAsync();

        Assert.Equal(["new"], await IdsAsync("select id as \"Value\" from webhook_delivery"));
    }

    [Fact]
    public async Task Run_AMessageOfItIsThere_KeepsTheOperation()
    {
        await _database.CommitAsync(s =>
        {
            s.GetRequiredService<IMessageSession>().CorrelationId = "with-message";
            s.GetRequiredService<IMessageSession>().Send(new DeployCluster("c2", "shop", 1));
            s.GetRequiredService<IOperationStore>().Add(Ended("with-message", 0) with { ClusterId = null });
            return Task.CompletedTask;
        });

        Assert.Equal(0, await PurgeAsync());
    }

    [Fact]
    public async Task Run_EndedLately_Stays()
    {
        await StoreAsync(s => s.GetRequiredService<IOperationStore>().Add(
            Ended("new", 0) with { ClusterId = null, FinishedAt = TimeProvider.System.GetUtcNow().AddDays(-29) }));

        Assert.Equal(0, await PurgeAsync());
    }

    private static ClusterOperation Ended(string id, int minutes) =>
        Rows.Operation(id, minutes) with { State = OperationState.Succeeded, FinishedAt = Rows.Now.AddMinutes(minutes + 1) };

    private static Import Import(string id) => new() { Id = id, Format = "compose", Requested = "/srv/shop" };

    private Task StoreAsync(Action<IServiceProvider> store) => _database.CommitAsync(s =>
    {
        store(s);
        return Task.CompletedTask;
    });

    private Task<int> PurgeAsync() => _database.ReadAsync(s => s.GetRequiredService<OperationPurge>().RunAsync(Token));

    private Task<List<string>> IdsAsync(string sql) =>
        _database.ReadAsync(s => s.GetRequiredService<SlipwayDbContext>().Database.SqlQueryRaw<string>(sql).ToListAsync(Token));
}
