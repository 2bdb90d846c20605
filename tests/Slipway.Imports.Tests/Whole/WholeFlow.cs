using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Slipway.Core;
using Slipway.Core.Clusters;
using Slipway.Core.Engines;
using Slipway.Core.Operations;
using Slipway.Git;
using Slipway.Imports.Compose;
using Slipway.Imports.Repositories;
using Slipway.Messaging;
using Slipway.Storage;
using Slipway.Storage.Databases;
using Slipway.Testing;
using Slipway.Testing.Engines;
using Slipway.Testing.Stores;

namespace Slipway.Imports.Tests.Whole;

/// <summary>The whole of it but the engine: a real repository, a database, running workers.</summary>
internal sealed class WholeFlow : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("slipway-flow-").FullName;
    private readonly IHost _host;
    private readonly string _database;
    private int _commits;

    private WholeFlow()
    {
        Work = Path.Combine(_folder, "shop");
        Directory.CreateDirectory(Work);
        Git("init", "--quiet", "--initial-branch=main");
        var address = DatabaseAddress.OfFile(Path.Combine(_folder, "slipway.db"));
        _database = address.ConnectionString;
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddLogging();
        builder.Services.AddSingleton(Engine);
        builder.Services.AddSingleton<IContainerEngine>(Engine);
        builder.Services.AddSingleton<IImageBuilder>(Engine);
        builder.Services.AddSingleton<IProgressSink, RecordedProgress>();
        builder.Services.AddSlipwayStorage(address);
        builder.Services.AddSlipwayGit(o => o.Directory = Path.Combine(_folder, "data"));
        builder.Services.AddSlipwayMessaging("slipway").UseSqlite(address.ConnectionString).AddSlipwayCore().AddComposeFormat();
        _host = builder.Build();
    }

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public FakeEngine Engine { get; } = new();

    public string Work { get; }

    public ConnectedRepository Repository { get; private set; } = null!;

    public string Head => Git("rev-parse", "HEAD");

    /// <summary>Starts the workers with a repository that has one commit.</summary>
    public static async Task<WholeFlow> StartAsync(params (string Path, string? Content)[] files)
    {
        var flow = new WholeFlow();
        flow.Commit(files);
        await flow._host.Services.MigrateSlipwayDatabaseAsync(Token);
        await flow._host.StartAsync(Token);
        return flow;
    }

    /// <summary>Writes files and commits them; a null content removes a file.</summary>
    public string Commit(params (string Path, string? Content)[] files)
    {
        foreach (var (path, content) in files)
        {
            var full = Path.Combine(Work, path);
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            if (content is null)
            {
                File.Delete(full);
            }
            else
            {
                File.WriteAllText(full, content);
            }
        }

        Git("add", "--all");
        Git("commit", "--quiet", "--allow-empty", "--message", $"change {++_commits}");
        return Head;
    }

    public string Git(params string[] arguments)
    {
        var start = new ProcessStartInfo("git", ["-c", "user.name=Test", "-c", "user.email=test@example.com", .. arguments]) { WorkingDirectory = Work, RedirectStandardOutput = true };
        // The same history gives the same commits.
        start.Environment["GIT_AUTHOR_DATE"] = start.Environment["GIT_COMMITTER_DATE"] = "2026-03-01T12:00:00Z";
        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        start.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"git {string.Join(' ', arguments)}");
    }

    public async Task ConnectAsync(RepositoryConnection? settings = null) =>
        Repository = await InScopeAsync(s => s.GetRequiredService<RepositoryRequests>().ConnectAsync((settings ?? new RepositoryConnection(Work)) with { Requested = Work }, Token));

    /// <summary>Reports that a branch stands where it is now; null for one that went.</summary>
    public Task<PushReceipt> PushAsync(string branch = "main", string? commit = null, bool isGone = false) => InScopeAsync(s => s.GetRequiredService<PushRequests>()
        .PushedAsync(Repository, "refs/heads/" + branch, null, isGone ? null : commit ?? Git("rev-parse", branch), Origins.Hook, null, Token));

    public Task<int> LookAsync() => InScopeAsync(s => s.GetRequiredService<RepositoryLook>().LookAsync(Repository, Token));

    public Task<Cluster?> FindAsync(string name) => InScopeAsync(s => s.GetRequiredService<IClusterStore>().FindByNameAsync(name, Token));

    /// <summary>Waits until an environment is up at a commit.</summary>
    public async Task<Cluster> IsUpAsync(string name, string commit)
    {
        await Eventually.BecomesTrueAsync(
            async () => await FindAsync(name) is { State: ClusterState.Running } c && c.SeenCommit == commit && await OperationsEndedAsync(name), $"{name} is up at {commit[..8]}");
        return (await FindAsync(name))!;
    }

    public Task<ImmutableArray<ClusterOperation>> OperationsAsync(string name) => InScopeAsync(async s =>
    {
        var operations = s.GetRequiredService<IOperationStore>();
        var found = ImmutableArray.CreateBuilder<ClusterOperation>();
        foreach (var id in await operations.ListIdsAsync(name, Token))
        {
            found.Add((await operations.FindAsync(id, Token))!);
        }

        return found.ToImmutable();
    });

    /// <summary>The messages of an operation, by name, in order.</summary>
    public async Task<IEnumerable<string>> MessagesAsync(string operation) =>
        (await _host.Services.GetRequiredService<IMessageHistory>().GetChainsAsync([operation], Token)).Select(m => m.Name);

    public async Task<TResult> InScopeAsync<TResult>(Func<IServiceProvider, Task<TResult>> act)
    {
        await using var scope = _host.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider);
    }

    /// <summary>Runs SQL on the database, beside the workers.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Token);
    }

    /// <summary>Reads one number.</summary>
    public async Task<long> CountAsync(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)(await command.ExecuteScalarAsync(Token))!;
    }

    /// <summary>Waits until no message is left to be handled.</summary>
    public Task IsStillAsync() => Eventually.BecomesTrueAsync(
        async () =>
        {
            // As another process would that has written something: of duplicates that the database makes nobody tells the workers.
            File.SetLastWriteTimeUtc(Path.Combine(_folder, "slipway.db"), TimeProvider.System.GetUtcNow().UtcDateTime);
            return await CountAsync("select count(*) from delivery where state in ('ready', 'running')") == 0;
        },
        "everything is handled",
        TimeSpan.FromMinutes(1));

    /// <summary>All that users see of it in the end: environments, revisions, what was done, what is known of the repository, and containers.</summary>
    public Task<string> DescribeAsync() => InScopeAsync(async s =>
    {
        var lines = new List<string>();
        var clusters = s.GetRequiredService<IClusterStore>();
        foreach (var cluster in await clusters.ListAsync(Token))
        {
            lines.Add($"{cluster.Name} {cluster.Source!.Ref} {cluster.State} revision {cluster.Revision}, seen {cluster.SeenCommit}, problem {cluster.Problem?.Commit}");
            lines.AddRange((await clusters.ListRevisionsAsync(cluster.Id, 100, Token)).Select(r => $"revision {r.Number} {r.Commit} {r.ContentHash}"));
        }

        foreach (var name in new[] { "shop", "shop-feature-a" })
        {
            lines.AddRange((await OperationsAsync(name)).Select(o =>
                $"{name} {o.Kind} {o.State} {o.Commit} {string.Join("; ", o.Notices)} {o.Failure?.Reason} made {o.Deployment?.Revision}: {o.Deployment?.Counts}"));
        }

        lines.AddRange((await s.GetRequiredService<IConnectedRepositoryStore>().ListRefsAsync(Repository.Id, Token)).Select(r => $"{r.Ref} {r.Commit}"));
        lines.AddRange(Engine.Containers.Select(c => c.Observe()).Select(c => $"{c.Name} {c.State} {c.Hash} {c.Revision}").Order(StringComparer.Ordinal));
        return string.Join('\n', lines);
    });

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        _host.Dispose();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<SqliteConnection> OpenAsync()
    {
        var connection = new SqliteConnection(_database);
        await connection.OpenAsync(Token);
        return connection;
    }

    private async Task<bool> OperationsEndedAsync(string name) => (await OperationsAsync(name)).All(o => o.State != OperationState.Running);
}
