using System.Data.Common;
using Microsoft.Data.Sqlite;
using Slipway.Messaging;

namespace Slipway.Testing.Messaging;

/// <summary>One SQLite file in a directory of its own.</summary>
public sealed class SqliteTestStore : TestStore
{
    private readonly string _directory = Directory.CreateTempSubdirectory("slipway-messaging-").FullName;

    /// <summary>Gets the connection string.</summary>
    public string ConnectionString => $"Data Source={Path.Combine(_directory, "test.db")}";

    /// <inheritdoc />
    public override async Task CreateAsync()
    {
        foreach (var statement in MessageSchema.SqliteStatements)
        {
            await ExecuteAsync(statement);
        }
        await ExecuteAsync("create table effect (seq integer primary key, id text not null)");
    }

    /// <inheritdoc />
    public override void Use(IMessagingBuilder builder) => builder.UseSqlite(ConnectionString);

    /// <inheritdoc />
    public override async Task<DbConnection> OpenAsync()
    {
        var connection = new SqliteConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "pragma busy_timeout = 10000";
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    /// <inheritdoc />
    public override ValueTask DisposeAsync()
    {
        using (var connection = new SqliteConnection(ConnectionString))
        {
            SqliteConnection.ClearPool(connection);
        }
        Directory.Delete(_directory, recursive: true);
        return ValueTask.CompletedTask;
    }
}
