using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Slipway.Messaging;

/// <summary>Keeps messages in a PostgreSQL database.</summary>
public static class PostgresMessagingExtensions
{
    /// <summary>
    /// Stores messages in the PostgreSQL database that also holds the application's state, so that both commit together. Any number of
    /// processes may share it. The tables are those of <see cref="MessageSchema.PostgresStatements"/> and must exist before the host
    /// starts. Times are those of the server's clock, whatever the clocks of the workers say; a <see cref="TimeProvider"/> other than the
    /// system's is taken at its word.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="connectionString">
    /// The connection string of Npgsql. Not through a pooler that gives each transaction another connection: signals between processes
    /// need a connection that lasts.
    /// </param>
    /// <returns>The builder.</returns>
    public static IMessagingBuilder UsePostgres(this IMessagingBuilder builder, string connectionString)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        builder.Services.AddSingleton<IMessageDatabase>(provider => new PostgresDatabase(
            connectionString,
            provider.GetRequiredService<TimeProvider>() is var time && time == TimeProvider.System ? null : new HostClock(time),
            provider.GetRequiredService<IOptions<WorkerOptions>>().Value.Lease,
            provider.GetRequiredService<ILogger<PostgresDatabase>>()));
        return builder;
    }
}
