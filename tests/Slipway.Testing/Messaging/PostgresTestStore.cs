using System.Data.Common;
using Npgsql;
using Slipway.Messaging;
using Slipway.Testing.Postgres;

namespace Slipway.Testing.Messaging;

/// <summary>A database of its own on the server that the tests of this process share, or on <paramref name="server"/>.</summary>
public sealed class PostgresTestStore(PostgresServer? server = null) : TestStore
{
    private PostgresServer? _server = server;

    /// <summary>Gets the connection string.</summary>
    public string ConnectionString { get; private set; } = "";

    /// <inheritdoc />
    public override async Task CreateAsync()
    {
        _server ??= await PostgresServer.SharedAsync();
        ConnectionString = await _server.CreateDatabaseAsync();
        await ExecuteAsync(string.Join(";\n", MessageSchema.PostgresStatements));
        await ExecuteAsync("create table effect (seq bigint generated always as identity primary key, id text not null)");
    }

    /// <inheritdoc />
    public override void Use(IMessagingBuilder builder) => builder.UsePostgres(ConnectionString);

    /// <inheritdoc />
    public override async Task<DbConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    /// <inheritdoc />
    public override async ValueTask DisposeAsync()
    {
        if (ConnectionString.Length > 0)
        {
            await _server!.DropDatabaseAsync(ConnectionString);
        }
    }
}
