using System.Data.Common;
using Npgsql;

namespace Slipway.Benchmarks.Messaging;

/// <summary>
/// What a database can do at most for one queue on one connection: a loop that inserts fifty rows, claims fifty and marks fifty as done, each in
/// one transaction, with statements prepared once; on PostgreSQL with arrays, so that fifty rows are one round trip. No handler, no lease, no
/// record of attempts.
/// </summary>
internal sealed class SqlLoop : IAsyncDisposable
{
    private readonly DbConnection _connection;
    private readonly bool _arrays;
    private readonly DbCommand _insert;
    private readonly DbCommand _claim;
    private readonly DbCommand _done;
    private readonly byte[] _body = new byte[Parcel.Size];

    private SqlLoop(DbConnection connection, bool arrays, string insert, string claim, string done)
    {
        _connection = connection;
        _arrays = arrays;
        _insert = Command(insert, "@body");
        _claim = Command(claim, "@limit");
        _done = Command(done, "@id");
    }

    public static async Task<SqlLoop> OnSqliteAsync(string file, CancellationToken cancellationToken)
    {
        var connection = await new SqliteFooting(file).ConnectAsync(cancellationToken);
        await CreateAsync(connection, "integer primary key autoincrement", "blob", cancellationToken);
        return new SqlLoop(
            connection,
            arrays: false,
            "insert into parcel (state, body) values ('ready', @body)",
            "update parcel set state = 'running' where id in (select id from parcel where state = 'ready' order by id limit @limit) returning id",
            "update parcel set state = 'done' where id = @id and state = 'running'");
    }

    public static async Task<SqlLoop> OnPostgresAsync(string database, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(database + ";Max Auto Prepare=10;Auto Prepare Min Usages=1");
        await connection.OpenAsync(cancellationToken);
        await CreateAsync(connection, "bigint generated always as identity primary key", "bytea", cancellationToken);
        return new SqlLoop(
            connection,
            arrays: true,
            "insert into parcel (state, body) select 'ready', b from unnest(@body) b",
            """
            update parcel set state = 'running'
            where id in (select id from parcel where state = 'ready' order by id limit @limit for update skip locked) returning id
            """,
            "update parcel set state = 'done' where id = any(@id) and state = 'running'");
    }

    public async Task RunAsync(int messages, int batch, CancellationToken cancellationToken)
    {
        for (var left = messages; left > 0; left -= batch)
        {
            var count = Math.Min(left, batch);
            await InsertAsync(count, cancellationToken);
            await WriteAsync(_done, await ClaimAsync(count, cancellationToken), cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _insert.DisposeAsync();
        await _claim.DisposeAsync();
        await _done.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private Task InsertAsync(int count, CancellationToken cancellationToken) =>
        WriteAsync(_insert, Enumerable.Repeat(_body, count).ToArray(), cancellationToken);

    private async Task<long[]> ClaimAsync(int count, CancellationToken cancellationToken)
    {
        var ids = new List<long>(count);
        await using var transaction = await _connection.BeginTransactionAsync(cancellationToken);
        _claim.Transaction = transaction;
        _claim.Parameters[0].Value = count;
        await using (var reader = await _claim.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                ids.Add(reader.GetInt64(0));
            }
        }
        await transaction.CommitAsync(cancellationToken);
        return ids.Count == count ? [.. ids] : throw new InvalidOperationException($"claimed {ids.Count} of {count}");
    }

    private async Task WriteAsync<T>(DbCommand command, T[] values, CancellationToken cancellationToken)
    {
        await using var transaction = await _connection.BeginTransactionAsync(cancellationToken);
        command.Transaction = transaction;
        foreach (var value in _arrays ? [values] : values.Cast<object>())
        {
            command.Parameters[0].Value = value;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task CreateAsync(DbConnection connection, string id, string bytes, CancellationToken cancellationToken)
    {
        string[] statements =
        [
            "drop table if exists parcel",
            $"create table parcel (id {id}, state text not null, body {bytes} not null)",
            "create index parcel_ready on parcel (id) where state = 'ready'",
        ];
        foreach (var statement in statements)
        {
            await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this class.
            command.CommandText = statement;
#pragma warning restore CA2100
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private DbCommand Command(string sql, string parameter)
    {
        var command = _connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this class.
        command.CommandText = sql;
#pragma warning restore CA2100
        var added = command.CreateParameter();
        added.ParameterName = parameter;
        command.Parameters.Add(added);
        return command;
    }
}
