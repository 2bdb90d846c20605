using System.Data.Common;
using Microsoft.Data.Sqlite;
using Slipway.Messaging;

namespace Slipway.Benchmarks.Messaging;

/// <summary>One SQLite file, with the settings that Slipway gives it: every commit is on disk.</summary>
internal sealed class SqliteFooting(string file) : SlipwayFooting
{
    private readonly string _connectionString = $"Data Source={file}";

    protected override string Numbers => "with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < @rows) select n from numbers";

    protected override string Bytes => "zeroblob(100)";

    public override async Task<DbConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(_connectionString);
        await connection.OpenAsync(cancellationToken);
        await ExecuteAsync(connection, ["pragma busy_timeout = 10000", "pragma journal_mode = wal", "pragma synchronous = full"], cancellationToken);
        return connection;
    }

    public override async Task CreateTablesAsync(CancellationToken cancellationToken)
    {
        await using var connection = await ConnectAsync(cancellationToken);
        await ExecuteAsync(connection, MessageSchema.SqliteStatements, cancellationToken);
    }

    public override void Use(IMessagingBuilder messaging) => messaging.UseSqlite(_connectionString);
}
