using Slipway.Core.Clusters;
using Slipway.Core.Operations;
using Slipway.Imports.Repositories;
using Slipway.Testing;

namespace Slipway.Imports.Tests.Whole;

/// <summary>From a push to the engine, with real Git, a database and running workers.</summary>
public sealed class WholeFlowTests
{
    private const string Compose = "services:\n  web:\n    image: nginx:1\n    volumes: ['./site:/site:ro']\n  db:\n    image: postgres:15\n";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Push_NothingThatMatters_GoesTheShortWayAndTouchesNothing()
    {
        await using var flow = await StartAsync();
        var before = flow.Engine.Containers.Select(c => c.Id).ToArray();
        var commit = flow.Commit(("README.md", "other"));
        await flow.PushAsync();
        var cluster = await flow.IsUpAsync("shop", commit);

        Assert.Equal(2, cluster.Revision);
        Assert.Equal(before, flow.Engine.Containers.Select(c => c.Id));
        var push = (await flow.OperationsAsync("shop")).Last();
        Assert.Equal((OperationKind.Push, OperationState.Succeeded, commit), (push.Kind, push.State, push.Commit));
        Assert.Equal(["github.pushed", "compose.cluster.pushed", "cluster.updated", "cluster.deploy", "cluster.deployed"], await flow.MessagesAsync(push.Id));
    }

    [Fact]
    public async Task Push_MountedFileChanged_GoesTheShortWayAndReplacesItsContainer()
    {
        await using var flow = await StartAsync();
        var before = flow.Engine.Containers.ToDictionary(c => c.Name.Split("-")[1], c => c.Id);
        var commit = flow.Commit(("site/index.html", "other"));
        await flow.PushAsync();
        await flow.IsUpAsync("shop", commit);

        var after = flow.Engine.Containers.ToDictionary(c => c.Name.Split("-")[1], c => c.Id);
        Assert.Equal(before["db"], after["db"]);
        Assert.NotEqual(before["web"], after["web"]);
        Assert.DoesNotContain("compose.cluster.sync", await flow.MessagesAsync((await flow.OperationsAsync("shop")).Last().Id));
    }

    [Fact]
    public async Task Push_InputChanged_IsParsed()
    {
        await using var flow = await StartAsync();
        var commit = flow.Commit(("compose.override.yaml", "services:\n  web:\n    hostname: front\n"));
        await flow.PushAsync();
        await flow.IsUpAsync("shop", commit);

        Assert.Equal(
            ["github.pushed", "compose.cluster.pushed", "compose.cluster.config.updated", "compose.cluster.sync", "cluster.updated", "cluster.deploy", "cluster.deployed"],
            await flow.MessagesAsync((await flow.OperationsAsync("shop")).Last().Id));
    }

    [Fact]
    public async Task Push_BadFileThenGood_LeavesTheLastGoodOneAndRecovers()
    {
        await using var flow = await StartAsync();
        var bad = flow.Commit(("compose.yaml", "services:\n  web:\n    privileged: true\n    image: x\n"));
        await flow.PushAsync();
        await Eventually.BecomesTrueAsync(async () => (await flow.FindAsync("shop"))!.Problem is not null, "the problem is noted");

        var cluster = (await flow.FindAsync("shop"))!;
        Assert.Equal((1, ClusterState.Running, bad), (cluster.Revision, cluster.State, cluster.Problem!.Commit));
        Assert.Equal("compose.yaml", cluster.Problem.Diagnostics[0].Location?.File);
        Assert.Equal(2, flow.Engine.Containers.Length);
        Assert.Equal(OperationState.Rejected, (await flow.OperationsAsync("shop")).Last().State);

        var good = flow.Commit(("compose.yaml", Compose));
        await flow.PushAsync();
        Assert.Null((await flow.IsUpAsync("shop", good)).Problem);
    }

    [Fact]
    public async Task Branches_ComeAndGo_WithNobodyTellingOfIt()
    {
        await using var flow = await StartAsync(new RepositoryConnection(string.Empty) { Branches = ["main", "feature/*"] });
        flow.Git("branch", "feature/a");
        flow.Git("branch", "feature-a");
        flow.Git("branch", "other");
        Assert.Equal(1, await flow.LookAsync());
        await flow.IsUpAsync("shop-feature-a", flow.Head);
        Assert.Equal(4, flow.Engine.Containers.Length);

        flow.Git("branch", "--delete", "--force", "feature/a");
        Assert.Equal(1, await flow.LookAsync());
        await Eventually.BecomesTrueAsync(async () => await flow.FindAsync("shop-feature-a") is null, "the environment is gone");
        Assert.Equal(2, flow.Engine.Containers.Length);
        Assert.Equal(0, await flow.LookAsync());
    }

    [Fact]
    public async Task Branches_OfOneName_GetTwoEnvironments()
    {
        await using var flow = await StartAsync(new RepositoryConnection(string.Empty) { Branches = ["main", "feature**"] });
        flow.Git("branch", "feature/a");
        flow.Git("branch", "feature-a");
        await Task.WhenAll(flow.PushAsync("feature/a"), flow.PushAsync("feature-a"));
        await Eventually.BecomesTrueAsync(async () => await CountAsync(flow) == 3, "there are three environments");

        var refs = (await flow.InScopeAsync(s => ((IClusterStore)s.GetService(typeof(IClusterStore))!).ListAsync(Token))).Select(c => c.Source!.Ref);
        Assert.Equal(["feature-a", "feature/a", "main"], refs.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task PullRequest_OpenedAndClosed_HasAnEnvironmentMeanwhile()
    {
        await using var flow = await StartAsync(new RepositoryConnection(string.Empty) { PullRequests = PullRequestPolicy.All });
        flow.Git("update-ref", "refs/pull/7/head", "HEAD");
        await ReportAsync(isOpen: true);
        var cluster = await flow.IsUpAsync("shop-pr-7", flow.Head);
        Assert.Equal("refs/pull/7/head", cluster.Source!.Ref);

        await ReportAsync(isOpen: false);
        await Eventually.BecomesTrueAsync(async () => await flow.FindAsync("shop-pr-7") is null, "the environment is gone");
        Assert.Equal(2, flow.Engine.Containers.Length);

        Task<PushReceipt> ReportAsync(bool isOpen) => flow.InScopeAsync(s => ((PushRequests)s.GetService(typeof(PushRequests))!).PullRequestAsync(
            flow.Repository, new PullRequest { RepositoryId = flow.Repository.Id, Number = 7, Commit = flow.Head, Branch = "x", IsOpen = isOpen }, Origins.Webhook, null, Token));
    }

    [Fact]
    public async Task Pushes_FiveInARow_EndOnTheFifth()
    {
        await using var flow = await StartAsync();
        var commit = string.Empty;
        for (var i = 0; i < 5; i++)
        {
            commit = flow.Commit(("compose.yaml", Compose.Replace("nginx:1", $"nginx:{i + 2}", StringComparison.Ordinal)));
            await flow.PushAsync();
        }

        var cluster = await flow.IsUpAsync("shop", commit);
        var revision = await flow.InScopeAsync(s => ((IClusterStore)s.GetService(typeof(IClusterStore))!).FindRevisionAsync(cluster.Id, cluster.Revision, Token));
        Assert.Equal(commit, revision!.Commit);
        var pushes = (await flow.OperationsAsync("shop")).Where(o => o.Kind == OperationKind.Push).ToArray();
        Assert.Equal(5, pushes.Length);
        Assert.All(pushes, p => Assert.True(p.State is OperationState.Succeeded or OperationState.Superseded, p.State.ToString()));
    }

    [Fact]
    public async Task Push_RepositoryThatAServiceIsBuiltFrom_ReplacesThatServiceOnly()
    {
        await using var lib = await WholeFlow.StartAsync(("src/Dockerfile", "FROM scratch"), ("src/main.c", "one"), ("README.md", "one"));
        await using var flow = await WholeFlow.StartAsync(("compose.yaml", $"{Compose}  lib:\n    build: 'file://{lib.Work}#main:src'\n"), ("site/index.html", "hello"));
        var first = lib.Head;
        await flow.ConnectAsync();
        var cluster = await flow.IsUpAsync("shop", flow.Head);
        Assert.Equal([new TrackedSource(lib.Work, "main", first)], cluster.OtherSources);
        var before = flow.Engine.Containers.ToDictionary(c => c.Name.Split("-")[1], c => c.Id);

        lib.Commit(("README.md", "two"));
        var second = lib.Commit(("src/main.c", "two"));
        Assert.Equal(1, await flow.LookAsync());
        await Eventually.BecomesTrueAsync(async () => (await flow.FindAsync("shop"))!.OtherSources[0].SeenCommit == second, "the other repository's commit is seen");
        cluster = await flow.IsUpAsync("shop", flow.Head);

        var after = flow.Engine.Containers.ToDictionary(c => c.Name.Split("-")[1], c => c.Id);
        Assert.Equal(["lib"], after.Where(a => before[a.Key] != a.Value).Select(a => a.Key));
        Assert.Equal(2, cluster.Revision);
        var push = (await flow.OperationsAsync("shop")).Last();
        Assert.Equal((OperationKind.Push, flow.Head), (push.Kind, push.Commit));
        Assert.Equal($"{lib.Work} main, from which it is built, moved to {second[..8]}", push.Notices[0]);
        Assert.Equal(["github.pushed", "compose.cluster.pushed", "cluster.updated", "cluster.deploy", "cluster.deployed"], await flow.MessagesAsync(push.Id));
        Assert.Equal(0, await flow.LookAsync());
    }

    private static async Task<WholeFlow> StartAsync(RepositoryConnection? settings = null)
    {
        var flow = await WholeFlow.StartAsync(("compose.yaml", Compose), ("site/index.html", "hello"), ("README.md", "hello"));
        await flow.ConnectAsync(settings);
        await flow.IsUpAsync("shop", flow.Head);
        return flow;
    }

    private static async Task<int> CountAsync(WholeFlow flow) =>
        (await flow.InScopeAsync(s => ((IClusterStore)s.GetService(typeof(IClusterStore))!).ListAsync(Token))).Count(c => c.State == ClusterState.Running);
}
