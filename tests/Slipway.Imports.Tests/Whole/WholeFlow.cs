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
    private int _commits;

    private WholeFlow()
    {
        Work = Path.Combine(_folder, "shop");
        Directory.CreateDirectory(Work);
        Git("init", "--quiet", "--initial-branch=main");
        var address = DatabaseAddress.OfFile(Path.Combine(_folder, "slipway.db"));
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

    public Task<int> LookAsync() => InScopeAsync(s => s.GetRequiredService<PushRequests>().LookAsync(Repository, Token));

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

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        _host.Dispose();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<bool> OperationsEndedAsync(string name) => (await OperationsAsync(name)).All(o => o.State != OperationState.Running);
}
