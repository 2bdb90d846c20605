using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Slipway.Core.Clusters;
using Slipway.Core.Operations;
using Slipway.Imports.Requests;
using Slipway.Messaging;
using Slipway.Storage.Clusters;
using Slipway.Storage.Imports;
using Slipway.Storage.Operations;

namespace Slipway.Storage;

/// <summary>Registers the stores on a database.</summary>
public static class StorageRegistration
{
    /// <summary>Adds the stores on a SQLite file.</summary>
    /// <param name="services">The services.</param>
    /// <param name="connectionString">The connection string, the same as that of the messages.</param>
    public static IServiceCollection AddSlipwayStorage(this IServiceCollection services, string connectionString)
    {
        services.AddDbContext<SlipwayDbContext>(o => o.UseSqlite(connectionString));
        services.AddScoped<IClusterStore, ClusterStore>();
        services.AddScoped<IOperationStore, OperationStore>();
        services.AddScoped<IImportStore, ImportStore>();
        services.AddScoped<ITransactionParticipant, ContextParticipant>();
        return services;
    }
}
