using Slipway.Core.Clusters;
using Slipway.Imports.Repositories;

namespace Slipway.Imports.Tests.Whole;

/// <summary>
/// Every message of the import, update and removal flows is delivered twice, and what is there at the end is what a single delivery leaves. Duplicates are
/// made in the database, below all code: the record that a handler ran is refused once, or taken away once.
/// </summary>
public sealed class TwiceTests
{
    private const string Compose = "services:\n  web:\n    image: nginx:1\n    volumes: ['./site:/site:ro']\n  db:\n    image: postgres:15\n";

    // The handler has run, and its process dies before the commit. What waits to be tried again is due at once.
    private const string BeforeCommit = """
        create trigger die_once before update of state on delivery when new.state in ('done', 'superseded') and old.attempt = 1
        begin select raise(abort, 'the process died before the commit'); end;
        create trigger try_at_once after update of due_at on delivery when new.state = 'ready' and new.attempt = 1 and new.due_at > 0
        begin update delivery set due_at = 0 where seq = new.seq; end;
        """;

    // The commit was made, and the message comes again a moment later, with no record of it.
    private const string AfterCommit = """
        create table again (seq integer primary key);
        create trigger deliver_again after update of state on delivery
          when new.state in ('done', 'superseded') and not exists (select 1 from again where seq = new.seq)
        begin
          insert into again values (new.seq);
          update delivery set state = 'ready', due_at = new.finished_at + 100000, attempt = 0, finished_at = null, outcome = null where seq = new.seq;
        end;
        """;

    private const string Late = "update delivery set state = 'ready', due_at = 0, attempt = 0, finished_at = null, outcome = null where state in ('done', 'superseded')";

    private static Task<string>? _once;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Messages_HandledTwiceBeforeTheCommit_LeaveTheSame()
    {
        await using var flow = await RunAsync(BeforeCommit);

        // A deployment whose process died finds its work done, and counts it as unchanged.
        Assert.Equal(WithoutCounts(await OnceAsync()), WithoutCounts(await flow.DescribeAsync()));
        Assert.True(await flow.CountAsync("select count(*) from delivery_attempt") >= await flow.CountAsync("select count(*) from delivery where state = 'done'"));
    }

    [Fact]
    public async Task Messages_HandledTwiceAfterTheCommit_LeaveTheSame()
    {
        await using var flow = await RunAsync(AfterCommit);

        Assert.Equal(await OnceAsync(), await flow.DescribeAsync());
        Assert.Equal(0, await flow.CountAsync("select count(*) from delivery where state <> 'ready' and seq not in (select seq from again)"));
    }

    [Fact]
    public async Task Messages_HandledAgainWhenAllHasEnded_ChangeNothing()
    {
        await using var flow = await RunAsync(string.Empty);
        var before = await flow.DescribeAsync();
        Assert.Equal(await OnceAsync(), before);
        var calls = flow.Engine.Calls.Length;

        await flow.ExecuteAsync(Late);
        await flow.IsStillAsync();

        Assert.Equal(before, await flow.DescribeAsync());
        Assert.Equal(calls, flow.Engine.Calls.Length);
    }

    private static async Task<string> OnceAsync()
    {
        return await (_once ??= DescribeAsync());

        static async Task<string> DescribeAsync()
        {
            await using var flow = await RunAsync(string.Empty);
            return await flow.DescribeAsync();
        }
    }

    /// <summary>An import, pushes of every kind, a rollback, and a branch that comes and goes.</summary>
    private static async Task<WholeFlow> RunAsync(string duplicates)
    {
        var flow = await WholeFlow.StartAsync(("compose.yaml", Compose), ("site/index.html", "hello"), ("README.md", "hello"));
        if (duplicates.Length > 0)
        {
            await flow.ExecuteAsync(duplicates);
        }

        await flow.ConnectAsync(new RepositoryConnection(string.Empty) { Branches = ["main", "feature/*"] });
        await flow.IsStillAsync();
        await PushAsync(("README.md", "other"));
        await PushAsync(("compose.yaml", Compose.Replace("nginx:1", "nginx:2", StringComparison.Ordinal)));
        await PushAsync(("compose.yaml", "services:\n  web:\n    privileged: true\n    image: x\n"));
        await PushAsync(("compose.yaml", Compose.Replace("nginx:1", "nginx:3", StringComparison.Ordinal)), ("site/index.html", "other"));
        await flow.InScopeAsync(async s =>
        {
            var cluster = await ((IClusterStore)s.GetService(typeof(IClusterStore))!).FindByNameAsync("shop", Token);
            return await ((ClusterRequests)s.GetService(typeof(ClusterRequests))!).RollbackAsync(cluster!, 2, Token);
        });
        await flow.IsStillAsync();
        flow.Git("branch", "feature/a");
        await flow.PushAsync("feature/a");
        await flow.IsStillAsync();
        flow.Git("branch", "--delete", "--force", "feature/a");
        await flow.PushAsync("feature/a", isGone: true);
        await flow.IsStillAsync();
        return flow;

        async Task PushAsync(params (string Path, string? Content)[] files)
        {
            flow.Commit(files);
            await flow.PushAsync();
            await flow.IsStillAsync();
        }
    }

    private static string WithoutCounts(string state) => string.Join('\n', state.Split('\n').Select(l => l.Split(" made ")[0]));
}
