using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Slipway.Core.Clusters;
using Slipway.Core.Hashing;
using Slipway.Core.Messages;
using Slipway.Core.Operations;
using Slipway.Imports.Requests;
using Slipway.Messaging;

namespace Slipway.Storage.Tests;

public sealed class StoreTests : IAsyncLifetime
{
    private Database _database = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _database = await Database.CreateAsync();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Model_ComparedWithTheMigrations_HasNoPendingChanges() => Assert.False(await _database.ReadAsync(
        s => Task.FromResult(s.GetRequiredService<SlipwayDbContext>().Database.HasPendingModelChanges())));

    [Fact]
    public async Task Migrate_Twice_ChangesNothing() => Assert.Empty(await _database.ReadAsync(
        s => s.GetRequiredService<SlipwayDbContext>().Database.GetPendingMigrationsAsync(Token)));

    [Fact]
    public async Task Cluster_AddedAndUpdated_ComesBack()
    {
        await AddShopAsync();
        var source = Rows.Cluster().Source! with { Ref = "next" };
        await _database.CommitAsync(async s =>
        {
            var clusters = s.GetRequiredService<IClusterStore>();
            var cluster = await clusters.FindByNameAsync("shop", Token);
            clusters.Update(cluster! with { State = ClusterState.Failed, Revision = 2, Source = source, UpdatedAt = Rows.Now.AddHours(1) });
        });

        var found = await _database.ReadAsync(s => s.GetRequiredService<IClusterStore>().FindAsync("c1", Token));
        Assert.Equal((ClusterState.Failed, 2, "next", Rows.Now.AddHours(1)), (found!.State, found.Revision, found.Source!.Ref, found.UpdatedAt));
        Assert.Equal(Rows.Now, found.CreatedAt);
        Assert.Equal(["a.yaml"], found.Source.Files);
        Assert.Single(await _database.ReadAsync(s => s.GetRequiredService<IClusterStore>().ListAsync(Token)));
    }

    [Fact]
    public async Task OtherSources_AddedMovedAndGone_AreFoundByAnyFormOfTheirAddress()
    {
        await AddShopAsync();
        ImmutableArray<string> forms = ["https://example.org/lib", "https://example.org/lib.git"];
        await ChangeAsync(c => c with { OtherSources = [new TrackedSource(forms[1], "main", "aaaa"), new TrackedSource("/srv/lib", "v1", null)] });
        await ChangeAsync(c => c with { OtherSources = [c.OtherSources[0] with { SeenCommit = "bbbb" }, c.OtherSources[1]] });

        var found = Assert.Single(await FindAsync(forms, "main"));
        Assert.Equal([new TrackedSource(forms[1], "main", "bbbb"), new TrackedSource("/srv/lib", "v1", null)], found.OtherSources);
        Assert.Single(await FindAsync(["/srv/lib"], null));
        Assert.Empty(await FindAsync(forms, "v1"));
        Assert.Empty(await FindAsync([found.Source!.Repository], null));

        await ChangeAsync(c => c with { OtherSources = [] });
        Assert.Empty(await FindAsync(forms, null));

        Task<ImmutableArray<Cluster>> FindAsync(ImmutableArray<string> addresses, string? reference) =>
            _database.ReadAsync(s => s.GetRequiredService<IClusterStore>().ListBuiltFromAsync(addresses, reference, Token));
    }

    [Fact]
    public async Task Cluster_PausedWhileAHandlerWorksOnIt_KeepsBothChanges()
    {
        await AddShopAsync();
        await _database.CommitAsync(async s =>
        {
            var clusters = s.GetRequiredService<IClusterStore>();
            var read = (await clusters.FindAsync("c1", Token))!;
            await ChangeAsync(c => c with { IsPaused = true });
            clusters.Update(read with { State = ClusterState.Failed });
        });
        await _database.CommitAsync(async s =>
        {
            var clusters = s.GetRequiredService<IClusterStore>();
            var read = (await clusters.FindAsync("c1", Token))!;
            await ChangeAsync(c => c with { Revision = 7 });
            clusters.Update(read with { IsPaused = false });
        });

        var found = (await _database.ReadAsync(s => s.GetRequiredService<IClusterStore>().FindAsync("c1", Token)))!;
        Assert.Equal((ClusterState.Failed, 7, false), (found.State, found.Revision, found.IsPaused));
    }

    [Fact]
    public async Task Cluster_ChangedOtherwiseWhileAHandlerWorksOnIt_ConflictsAsEver()
    {
        await AddShopAsync();
        await Assert.ThrowsAsync<ConcurrentChangeException>(() => _database.CommitAsync(async s =>
        {
            var clusters = s.GetRequiredService<IClusterStore>();
            var read = (await clusters.FindAsync("c1", Token))!;
            await ChangeAsync(c => c with { SeenCommit = "other", IsPaused = true });
            clusters.Update(read with { State = ClusterState.Failed });
        }));
    }

    [Fact]
    public async Task Cluster_WithoutSource_ComesBackWithout()
    {
        await _database.CommitAsync(s =>
        {
            s.GetRequiredService<IClusterStore>().Add(Rows.Cluster() with { Source = null });
            return Task.CompletedTask;
        });

        Assert.Null((await _database.ReadAsync(s => s.GetRequiredService<IClusterStore>().FindAsync("c1", Token)))!.Source);
    }

    [Fact]
    public async Task Revision_Added_ComesBackInFull()
    {
        await AddShopAsync();
        var found = await _database.ReadAsync(s => s.GetRequiredService<IClusterStore>().FindRevisionAsync("c1", 1, Token));

        Assert.Equal(Json(Rows.Revision()), Json(found!));
        Assert.Null(await _database.ReadAsync(s => s.GetRequiredService<IClusterStore>().FindRevisionAsync("c1", 2, Token)));
    }

    [Fact]
    public async Task Operation_Updated_ComesBackInFull()
    {
        await AddShopAsync();
        var ended = Rows.Operation() with
        {
            State = OperationState.Failed,
            Commit = "abc",
            Diagnostics = Rows.Revision().Diagnostics,
            Notices = Rows.Notices,
            Failure = new OperationFailure("web", "it ended", null, ["last"], "look"),
            Deployment = Rows.Deployment,
            FinishedAt = Rows.Now.AddMinutes(2),
        };
        await _database.CommitAsync(async s =>
        {
            var operations = s.GetRequiredService<IOperationStore>();
            await operations.FindAsync("o1", Token);
            operations.Update(ended);
        });

        Assert.Equal(Json(ended), Json((await _database.ReadAsync(s => s.GetRequiredService<IOperationStore>().FindAsync("o1", Token)))!));
    }

    [Fact]
    public async Task Operations_OfACluster_AreListedOldestFirst()
    {
        await _database.CommitAsync(s =>
        {
            var operations = s.GetRequiredService<IOperationStore>();
            operations.Add(Rows.Operation("late", 5) with { Deployment = Rows.Deployment, Kind = OperationKind.Remove });
            operations.Add(Rows.Operation("early", 1) with { Deployment = Rows.Deployment });
            operations.Add(Rows.Operation("middle", 3));
            operations.Add(Rows.Operation("other", 2) with { ClusterName = "other", ClusterId = "c2" });
            return Task.CompletedTask;
        });

        Assert.Equal(["early", "middle", "late"], await _database.ReadAsync(s => s.GetRequiredService<IOperationStore>().ListIdsAsync("shop", Token)));
        Assert.Equal("early", (await _database.ReadAsync(s => s.GetRequiredService<IOperationStore>().FindLastDeploymentAsync("c1", Token)))?.Id);
    }

    [Fact]
    public async Task Import_AddedAndUpdated_ComesBack()
    {
        var import = new Import { Id = "i1", Format = "compose", Requested = "/srv/shop", Ref = "main", Files = ["a.yaml"] };
        var parsed = import with { Parsed = new ParsedConfiguration("shop", Rows.Cluster().Source!, "abc", Rows.Set, Rows.Revision().Inputs, []) };
        await _database.CommitAsync(s =>
        {
            s.GetRequiredService<IImportStore>().Add(import);
            return Task.CompletedTask;
        });
        await _database.CommitAsync(async s =>
        {
            await s.GetRequiredService<IImportStore>().FindAsync("i1", Token);
            s.GetRequiredService<IImportStore>().Update(parsed);
        });

        Assert.Equal(Json(parsed), Json((await _database.ReadAsync(s => s.GetRequiredService<IImportStore>().FindAsync("i1", Token)))!));
    }

    [Fact]
    public async Task Update_OvertakenByAnotherScope_FailsTheSecondCommitAndItsMessages()
    {
        await AddShopAsync();
        await using var slow = _database.Scope();
        var clusters = slow.ServiceProvider.GetRequiredService<IClusterStore>();
        var session = slow.ServiceProvider.GetRequiredService<IMessageSession>();
        clusters.Update((await clusters.FindAsync("c1", Token))! with { Revision = 7 });
        session.Send(new DeployCluster("c1", "shop", 7));
        await _database.CommitAsync(async s =>
        {
            var others = s.GetRequiredService<IClusterStore>();
            others.Update((await others.FindAsync("c1", Token))! with { Revision = 2 });
        });

        await Assert.ThrowsAsync<ConcurrentChangeException>(() => session.CommitAsync(Token));
        Assert.Equal(2, (await _database.ReadAsync(s => s.GetRequiredService<IClusterStore>().FindAsync("c1", Token)))!.Revision);
        Assert.Empty(await _database.ChainAsync(session.CorrelationId));
    }

    [Fact]
    public async Task Add_NameTaken_FailsTheCommitAndLeavesNothing()
    {
        await AddShopAsync();
        await using var scope = _database.Scope();
        var session = scope.ServiceProvider.GetRequiredService<IMessageSession>();
        scope.ServiceProvider.GetRequiredService<IClusterStore>().Add(Rows.Cluster("c2"));
        scope.ServiceProvider.GetRequiredService<IOperationStore>().Add(Rows.Operation("o2"));
        session.Publish(new ClusterCreated("c2", "shop", 1));

        await Assert.ThrowsAsync<ConcurrentChangeException>(() => session.CommitAsync(Token));
        Assert.Null(await _database.ReadAsync(s => s.GetRequiredService<IClusterStore>().FindAsync("c2", Token)));
        Assert.Null(await _database.ReadAsync(s => s.GetRequiredService<IOperationStore>().FindAsync("o2", Token)));
        Assert.Empty(await _database.ChainAsync(session.CorrelationId));
    }

    [Fact]
    public async Task Commit_StateAndMessages_AreThereTogether()
    {
        await using var scope = _database.Scope();
        var session = scope.ServiceProvider.GetRequiredService<IMessageSession>();
        scope.ServiceProvider.GetRequiredService<IClusterStore>().Add(Rows.Cluster());
        session.Publish(new ClusterCreated("c1", "shop", 1));
        Assert.Null(await _database.ReadAsync(s => s.GetRequiredService<IClusterStore>().FindAsync("c1", Token)));
        await session.CommitAsync(Token);

        Assert.NotNull(await _database.ReadAsync(s => s.GetRequiredService<IClusterStore>().FindAsync("c1", Token)));
        Assert.Equal("cluster.created", Assert.Single(await _database.ChainAsync(session.CorrelationId)).Name);
    }

    [Fact]
    public async Task Remove_Cluster_TakesItsRevisionsAndKeepsItsOperations()
    {
        await AddShopAsync();
        await _database.CommitAsync(async s =>
        {
            var clusters = s.GetRequiredService<IClusterStore>();
            clusters.Remove((await clusters.FindAsync("c1", Token))!);
        });

        Assert.Null(await _database.ReadAsync(s => s.GetRequiredService<IClusterStore>().FindAsync("c1", Token)));
        Assert.Null(await _database.ReadAsync(s => s.GetRequiredService<IClusterStore>().FindRevisionAsync("c1", 1, Token)));
        Assert.NotNull(await _database.ReadAsync(s => s.GetRequiredService<IOperationStore>().FindAsync("o1", Token)));
    }

    [Fact]
    public async Task Update_NotReadInThisScope_IsRefused()
    {
        await AddShopAsync();
        await using var scope = _database.Scope();

        Assert.Throws<InvalidOperationException>(() => scope.ServiceProvider.GetRequiredService<IClusterStore>().Update(Rows.Cluster()));
        Assert.Throws<InvalidOperationException>(() => scope.ServiceProvider.GetRequiredService<IOperationStore>().Update(Rows.Operation()));
    }

    private Task ChangeAsync(Func<Cluster, Cluster> change) => _database.CommitAsync(async s =>
    {
        var clusters = s.GetRequiredService<IClusterStore>();
        clusters.Update(change((await clusters.FindAsync("c1", Token))!));
    });

    private Task AddShopAsync() => _database.CommitAsync(s =>
    {
        s.GetRequiredService<IClusterStore>().Add(Rows.Cluster());
        s.GetRequiredService<IClusterStore>().Add(Rows.Revision());
        s.GetRequiredService<IOperationStore>().Add(Rows.Operation());
        return Task.CompletedTask;
    });

    private static string Json<TValue>(TValue value) => JsonSerializer.Serialize(value, ContentHash.Json);
}
