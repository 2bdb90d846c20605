using System.Data.Common;
using Npgsql;
using Slipway.Messaging;

namespace Slipway.Benchmarks.Messaging;

/// <summary>A schema of its own in the PostgreSQL database, made anew by whoever opens it first.</summary>
internal sealed class PostgresFooting(string database) : SlipwayFooting
{
    protected override string Numbers => "select generate_series(1, @rows) as n";

    protected override string Bytes => "decode(repeat('00', 100), 'hex')";

    public override async Task<DbConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    public override async Task CreateTablesAsync(CancellationToken cancellationToken)
    {
        await using var connection = await ConnectAsync(cancellationToken);
        await ExecuteAsync(connection, MessageSchema.PostgresStatements, cancellationToken);
    }

    public override void Use(IMessagingBuilder messaging) => messaging.UsePostgres(database);
}
