using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Slipway.Core.Messages;
using Slipway.Imports.Updates;
using Slipway.Messaging;
using Slipway.Storage.Databases;
using Slipway.Testing.Postgres;

namespace Slipway.Storage.Tests;

/// <summary>A database of one test with all tables, and the services of an application on it. Nothing runs on its own.</summary>
public sealed class Database : IAsyncDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("slipway-storage-").FullName;
    private readonly ServiceProvider _services;
    private readonly string? _postgres;

    private Database(string? postgres)
    {
        _postgres = postgres;
        var address = postgres is null ? DatabaseAddress.OfFile(Path.Combine(_directory, "slipway.db")) : new DatabaseAddress(DatabaseKind.Postgres, postgres);
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddLogging(l => l.ClearProviders());
        var messaging = services.AddSlipwayMessaging("slipway");
        _ = postgres is null ? messaging.UseSqlite(address.ConnectionString) : messaging.UsePostgres(postgres);
        messaging.Event<RepositoryPushed>();
        messaging.Event<ClusterCreated>();
        messaging.Work<DeployCluster>();
        services.AddSlipwayStorage(address);
        _services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Makes a database of one test on the server that the tests of this process share.</summary>
    public static async Task<Database> CreatePostgresAsync() => await CreateAsync(await (await PostgresServer.SharedAsync()).CreateDatabaseAsync());

    public static async Task<Database> CreateAsync(string? postgres = null)
    {
        var database = new Database(postgres);
        await database._services.MigrateSlipwayDatabaseAsync(Token);
        return database;
    }

    public AsyncServiceScope Scope() => _services.CreateAsyncScope();

    /// <summary>Acts in a scope of its own, and commits.</summary>
    public async Task CommitAsync(Func<IServiceProvider, Task> act)
    {
        await using var scope = Scope();
        await act(scope.ServiceProvider);
        await scope.ServiceProvider.GetRequiredService<IMessageSession>().CommitAsync(Token);
    }

    /// <summary>Reads in a scope of its own.</summary>
    public async Task<TResult> ReadAsync<TResult>(Func<IServiceProvider, Task<TResult>> read)
    {
        await using var scope = Scope();
        return await read(scope.ServiceProvider);
    }

    public Task<IReadOnlyList<MessageRecord>> ChainAsync(string chain) => _services.GetRequiredService<IMessageHistory>().GetChainsAsync([chain], Token);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        if (_postgres is not null)
        {
            await (await PostgresServer.SharedAsync()).DropDatabaseAsync(_postgres);
        }

        Directory.Delete(_directory, recursive: true);
    }
}
