using System.Data.Common;
using Npgsql;
using Slipway.Messaging;
using Slipway.Messaging.RabbitMq;

namespace Slipway.Benchmarks.Messaging;

/// <summary>A PostgreSQL database; with a broker, messages travel over that one.</summary>
internal sealed class PostgresFooting(string database, Uri? broker = null) : SlipwayFooting
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

    public override async Task EmptyAsync(CancellationToken cancellationToken)
    {
        await using var connection = await ConnectAsync(cancellationToken);
        await ExecuteAsync(connection, ["truncate message, delivery, delivery_attempt, outbox"], cancellationToken);
    }

    public override void Use(IMessagingBuilder messaging)
    {
        messaging.UsePostgres(database);
        if (broker is not null)
        {
            messaging.UseRabbitMq(options => options.Uri = broker.AbsoluteUri);
        }
    }
}
