using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Slipway.Core.Clusters;
using Slipway.Core.Operations;
using Slipway.Imports.Repositories;
using Slipway.Imports.Requests;
using Slipway.Messaging;
using Slipway.Storage.Broadcasting;
using Slipway.Storage.Clusters;
using Slipway.Storage.Databases;
using Slipway.Storage.Imports;
using Slipway.Storage.Operations;
using Slipway.Storage.Postgres;
using Slipway.Storage.Repositories;
using Slipway.Storage.Retention;
using Slipway.Storage.Sqlite;

namespace Slipway.Storage;

/// <summary>Registers the stores on a database.</summary>
public static class StorageRegistration
{
    /// <summary>Adds the stores.</summary>
    /// <param name="services">The services.</param>
    /// <param name="database">The database, the same as that of the messages.</param>
    public static IServiceCollection AddSlipwayStorage(this IServiceCollection services, DatabaseAddress database)
    {
        ArgumentNullException.ThrowIfNull(database);
        switch (database.Kind)
        {
            case DatabaseKind.Sqlite:
                services.AddDbContext<SlipwayDbContext, SqliteDbContext>(o => o.UseSqlite(database.ConnectionString));
                services.AddSingleton<IBroadcast, NoBroadcast>();
                break;
            case DatabaseKind.Postgres:
                services.AddSingleton(_ => NpgsqlDataSource.Create(database.ConnectionString));
                services.AddDbContext<SlipwayDbContext, PostgresDbContext>((s, o) => o.UseNpgsql(s.GetRequiredService<NpgsqlDataSource>()));
                services.AddSingleton<PostgresBroadcast>();
                services.AddSingleton<IBroadcast>(s => s.GetRequiredService<PostgresBroadcast>());
                services.AddHostedService(s => s.GetRequiredService<PostgresBroadcast>());
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(database), database.Kind, "Unknown database.");
        }
        services.AddScoped<IClusterStore, ClusterStore>();
        services.AddScoped<IOperationStore, OperationStore>();
        services.AddScoped<IImportStore, ImportStore>();
        services.AddScoped<IConnectedRepositoryStore, ConnectedRepositoryStore>();
        services.AddScoped<ITransactionParticipant, ContextParticipant>();
        services.AddSingleton<OperationPurge>();
        services.AddHostedService<OperationRetention>();
        return services;
    }
}
