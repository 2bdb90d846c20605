using Microsoft.Extensions.DependencyInjection;
using Slipway.Core.Clusters;
using Slipway.Core.Operations;
using Slipway.Core.Sources;
using Slipway.Imports.Repositories;
using Slipway.Messaging;
using Slipway.Testing.Sources;

namespace Slipway.Storage.Tests;

/// <summary>Connected repositories and reports of their pushes, on each database.</summary>
public abstract class RepositoryStoreContract(Func<Task<Database>> create) : IAsyncLifetime
{
    private const string First = "1111111111111111111111111111111111111111";
    private const string Second = "2222222222222222222222222222222222222222";
    private const string Main = "refs/heads/main";

    private static readonly ConnectedRepository Shop = new()
    {
        Id = "r1",
        Address = "/srv/shop",
        GitHubName = "shop/web",
        Format = "compose",
        Branches = ["main", "feature/*"],
        PullRequests = PullRequestPolicy.Labelled,
        LookEvery = TimeSpan.FromMinutes(2),
        ConnectedAt = Rows.Now,
    };

    private Database _database = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _database = await create();

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Find_AfterACommitOfTheSameScope_ReadsOn()
    {
        await using var scope = _database.Scope();
        var store = scope.ServiceProvider.GetRequiredService<IConnectedRepositoryStore>();
        var session = scope.ServiceProvider.GetRequiredService<IMessageSession>();
        store.Add(Shop);
        await session.CommitAsync(Token);

        store.Update((await store.FindAsync(Shop.Id, Token))! with { LookError = "no answer" });
        await session.CommitAsync(Token);

        Assert.Equal("no answer", (await store.FindByAddressAsync(Shop.Address, Token))!.LookError);
    }

    [Fact]
    public async Task Repository_AddedUpdatedRemoved_ComesBack()
    {
        await ConnectAsync();
        await CommitAsync(async store => store.Update((await store.FindByGitHubNameAsync("Shop/Web", Token))! with { LookError = "no answer", LookedAt = Rows.Now }));

        var found = (await ReadAsync(s => s.FindByAddressAsync("/srv/shop", Token)))!;
        Assert.Equal(["main", "feature/*"], found.Branches);
        Assert.Equal((PullRequestPolicy.Labelled, "no answer", (DateTimeOffset?)Rows.Now, TimeSpan.FromMinutes(2)), (found.PullRequests, found.LookError, found.LookedAt, found.LookEvery));
        Assert.Single(await ReadAsync(s => s.ListAsync(Token)));

        await PushedAsync(First);
        await CommitAsync(async store => store.Put(Pull(isOpen: true) with { RepositoryId = (await store.FindAsync("r1", Token))!.Id }));
        await CommitAsync(async store => store.Remove((await store.FindAsync("r1", Token))!));
        Assert.Empty(await ReadAsync(s => s.ListRefsAsync("r1", Token)));
        Assert.Empty(await ReadAsync(s => s.ListOpenPullRequestsAsync("r1", Token)));
    }

    [Fact]
    public async Task Repository_AddressTaken_FailsTheCommit()
    {
        await ConnectAsync();

        await Assert.ThrowsAsync<ConcurrentChangeException>(() => CommitAsync(store =>
        {
            store.Add(Shop with { Id = "r2", GitHubName = null });
            return Task.CompletedTask;
        }));
    }

    [Fact]
    public async Task PullRequest_Closed_IsNoLongerListed()
    {
        await ConnectAsync();
        await CommitAsync(store =>
        {
            store.Put(Pull(isOpen: true));
            return Task.CompletedTask;
        });
        Assert.Equal(["environment"], Assert.Single(await ReadAsync(s => s.ListOpenPullRequestsAsync("r1", Token))).Labels);

        await CommitAsync(async store => store.Put((await store.FindPullRequestAsync("r1", 7, Token))! with { IsOpen = false, CommentId = 5 }));
        Assert.Empty(await ReadAsync(s => s.ListOpenPullRequestsAsync("r1", Token)));
        Assert.Equal(5, (await ReadAsync(s => s.FindPullRequestAsync("r1", 7, Token)))!.CommentId);
    }

    [Fact]
    public async Task Pushed_RefDeliveryAndMessage_AreThereTogether()
    {
        await ConnectAsync();
        var receipt = await PushedAsync(First, "d1");

        Assert.Equal(PushOutcome.Published, receipt.Outcome);
        Assert.Equal("github.pushed", Assert.Single(await _database.ChainAsync(receipt.Chain!)).Name);
        Assert.Equal(First, (await ReadAsync(s => s.FindRefAsync("r1", Main, Token)))!.Commit);
        Assert.True(await ReadAsync(s => s.IsDeliveredAsync("d1", Token)));
        Assert.Equal(PushOutcome.Redelivered, (await PushedAsync(Second, "d1")).Outcome);
        Assert.Equal(PushOutcome.Known, (await PushedAsync(First, "d2")).Outcome);
        Assert.Equal(PushOutcome.Published, (await PushedAsync(Second, "d3")).Outcome);
        Assert.Equal(PushOutcome.Published, (await PushedAsync(null, "d4")).Outcome);
        Assert.Null(await ReadAsync(s => s.FindRefAsync("r1", Main, Token)));
    }

    [Fact]
    public async Task Pushed_RefusedRef_StoresNothing()
    {
        await ConnectAsync();
        await using var scope = _database.Scope();

        await Assert.ThrowsAsync<SourceException>(() => Pushes(scope).PushedAsync(Shop, "../../x", null, First, Origins.Webhook, "d1", Token));
        await scope.ServiceProvider.GetRequiredService<IMessageSession>().CommitAsync(Token);
        Assert.False(await ReadAsync(s => s.IsDeliveredAsync("d1", Token)));
        Assert.Empty(await ReadAsync(s => s.ListRefsAsync("r1", Token)));
    }

    [Fact]
    public async Task Pushed_TwoReportsAtOnce_OneOfThemCounts()
    {
        await ConnectAsync();
        await PushedAsync(First);
        await using var one = _database.Scope();
        await using var other = _database.Scope();

        // Both have read before either commits.
        await one.ServiceProvider.GetRequiredService<IConnectedRepositoryStore>().FindRefAsync("r1", Main, Token);
        await other.ServiceProvider.GetRequiredService<IConnectedRepositoryStore>().FindRefAsync("r1", Main, Token);
        await Pushes(one).PushedAsync(Shop, Main, First, Second, Origins.Hook, null, Token);
        await Assert.ThrowsAsync<ConcurrentChangeException>(() => Pushes(other).PushedAsync(Shop, Main, First, new string('3', 40), Origins.Hook, "d1", Token));

        Assert.Equal(Second, (await ReadAsync(s => s.FindRefAsync("r1", Main, Token)))!.Commit);
        Assert.False(await ReadAsync(s => s.IsDeliveredAsync("d1", Token)));
    }

    [Fact]
    public async Task Look_Differences_AreStoredAndPublishedTogether()
    {
        await ConnectAsync();
        await PushedAsync(First);
        await PushedAsync(First, reference: "refs/heads/feature/old");
        await using var scope = _database.Scope();
        var count = await Look(scope, new RemoteRef(Main, Second), new RemoteRef("refs/heads/feature/new", First)).LookAsync(Shop, Token);

        Assert.Equal(3, count);
        Assert.Equal(3, (await _database.ChainAsync(scope.ServiceProvider.GetRequiredService<IMessageSession>().CorrelationId)).Count);
        Assert.Equal([("refs/heads/feature/new", First), (Main, Second)], (await ReadAsync(s => s.ListRefsAsync("r1", Token))).Select(r => (r.Ref, r.Commit)));
    }

    [Fact]
    public async Task Claim_TwoProcesses_OneWins()
    {
        await ConnectAsync();
        await using var one = _database.Scope();
        await using var other = _database.Scope();
        await ClaimAsync(one);
        var late = await ClaimAsync(other);

        await one.ServiceProvider.GetRequiredService<IMessageSession>().CommitAsync(Token);
        await Assert.ThrowsAsync<ConcurrentChangeException>(() => other.ServiceProvider.GetRequiredService<IMessageSession>().CommitAsync(Token));
        Assert.NotNull(late);

        static async Task<ConnectedRepository> ClaimAsync(AsyncServiceScope scope)
        {
            var store = scope.ServiceProvider.GetRequiredService<IConnectedRepositoryStore>();
            var repository = (await store.FindAsync("r1", Token))! with { LookedAt = Rows.Now };
            store.Update(repository);
            return repository;
        }
    }

    private static PullRequest Pull(bool isOpen) => new() { RepositoryId = "r1", Number = 7, Commit = First, Branch = "x", Labels = ["environment"], IsOpen = isOpen };

    private static PushRequests Pushes(AsyncServiceScope scope) => new(
        scope.ServiceProvider.GetRequiredService<IConnectedRepositoryStore>(), Notes(scope), scope.ServiceProvider.GetRequiredService<IMessageSession>(), TimeProvider.System);

    private static RepositoryLook Look(AsyncServiceScope scope, params RemoteRef[] refs) => new(
        new FakeRepositories { Refs = new RemoteRefs(Main, [.. refs]) },
        scope.ServiceProvider.GetRequiredService<IConnectedRepositoryStore>(),
        scope.ServiceProvider.GetRequiredService<IClusterStore>(),
        scope.ServiceProvider.GetRequiredService<IOperationStore>(),
        [],
        Notes(scope),
        scope.ServiceProvider.GetRequiredService<IMessageSession>(),
        TimeProvider.System);

    private static RefNotes Notes(AsyncServiceScope scope) => new(
        scope.ServiceProvider.GetRequiredService<IConnectedRepositoryStore>(),
        scope.ServiceProvider.GetRequiredService<IClusterStore>(),
        scope.ServiceProvider.GetRequiredService<IMessageSession>(),
        TimeProvider.System);

    private Task ConnectAsync() => CommitAsync(store =>
    {
        store.Add(Shop);
        return Task.CompletedTask;
    });

    private async Task<PushReceipt> PushedAsync(string? commit, string? delivery = null, string reference = Main)
    {
        await using var scope = _database.Scope();
        return await Pushes(scope).PushedAsync(Shop, reference, null, commit, Origins.Webhook, delivery, Token);
    }

    private Task CommitAsync(Func<IConnectedRepositoryStore, Task> act) => _database.CommitAsync(s => act(s.GetRequiredService<IConnectedRepositoryStore>()));

    private Task<TResult> ReadAsync<TResult>(Func<IConnectedRepositoryStore, Task<TResult>> read) => _database.ReadAsync(s => read(s.GetRequiredService<IConnectedRepositoryStore>()));
}
