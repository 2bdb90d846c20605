using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Slipway.Core.Clusters;
using Slipway.Core.Operations;
using Slipway.Imports.Requests;
using Slipway.Messaging;
using Slipway.Storage.Clusters;
using Slipway.Storage.Databases;
using Slipway.Storage.Imports;
using Slipway.Storage.Operations;
using Slipway.Storage.Postgres;
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
                break;
            case DatabaseKind.Postgres:
                services.AddDbContext<SlipwayDbContext, PostgresDbContext>(o => o.UseNpgsql(database.ConnectionString));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(database), database.Kind, "Unknown database.");
        }
        services.AddScoped<IClusterStore, ClusterStore>();
        services.AddScoped<IOperationStore, OperationStore>();
        services.AddScoped<IImportStore, ImportStore>();
        services.AddScoped<ITransactionParticipant, ContextParticipant>();
        return services;
    }
}
