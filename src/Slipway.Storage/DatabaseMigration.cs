using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Slipway.Storage;

/// <summary>Brings the database to the newest schema.</summary>
public static class DatabaseMigration
{
    /// <summary>Creates the database or applies what it lacks. Run before the host starts.</summary>
    public static async Task MigrateSlipwayDatabaseAsync(this IServiceProvider services, CancellationToken cancellationToken)
    {
        var scope = services.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            var database = scope.ServiceProvider.GetRequiredService<SlipwayDbContext>();
            await database.Database.MigrateAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
