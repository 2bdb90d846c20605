using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Slipway.Messaging;

/// <summary>Keeps messages in a SQLite file.</summary>
public static class SqliteMessagingExtensions
{
    /// <summary>
    /// Stores messages in the SQLite file that also holds the application's state, so that both commit together. The tables are those of
    /// <see cref="MessageSchema.SqliteStatements"/> and must exist before the host starts.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="connectionString">The connection string, <c>Data Source=FILE</c> at least.</param>
    /// <returns>The builder.</returns>
    public static IMessagingBuilder UseSqlite(this IMessagingBuilder builder, string connectionString)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        builder.Services.AddSingleton<IMessageDatabase>(provider => new SqliteDatabase(
            connectionString, new HostClock(provider.GetRequiredService<TimeProvider>()), provider.GetRequiredService<ILogger<SqliteDatabase>>()));
        return builder;
    }
}
