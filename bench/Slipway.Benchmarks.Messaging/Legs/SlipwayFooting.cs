using System.Data.Common;
using System.Globalization;
using Slipway.Messaging;

namespace Slipway.Benchmarks.Messaging;

/// <summary>What Slipway's messages stand on.</summary>
internal abstract class SlipwayFooting
{
    public abstract Task<DbConnection> ConnectAsync(CancellationToken cancellationToken);

    public abstract Task CreateTablesAsync(CancellationToken cancellationToken);

    public abstract void Use(IMessagingBuilder messaging);

    /// <summary>Gets a query that yields the numbers from 1 to <c>@rows</c> in its column <c>n</c>.</summary>
    protected abstract string Numbers { get; }

    /// <summary>Gets an expression for a small body.</summary>
    protected abstract string Bytes { get; }

    /// <summary>Adds deliveries that are ready, straight into the tables.</summary>
    public async Task FillAsync(int rows, CancellationToken cancellationToken)
    {
        await using var connection = await ConnectAsync(cancellationToken);
        var first = await CountAsync(connection, "select coalesce(max(seq), 0) from message", cancellationToken);
        var numbers = Numbers.Replace("@rows", rows.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        await ExecuteAsync(
            connection,
            [
                $$"""
                insert into message (id, kind, name, version, correlation_id, trace_parent, body, sent_at)
                select 'filled-' || ({{first}} + n), 'work', 'benchmark.parcel', 1, 'chain-' || n, '', {{Bytes}}, 1 from ({{numbers}}) numbers
                """,
                $$"""
                insert into delivery (message_id, application, name, state, due_at)
                select id, 'benchmark', name, 'ready', 1 from message where seq > {{first}}
                """,
                "analyze",
            ],
            cancellationToken);
    }

    /// <summary>Removes every message, where the next measurement would find what this one left.</summary>
    public virtual Task EmptyAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task<long> OpenDeliveriesAsync(CancellationToken cancellationToken) => await CountAsync(
        """
        select (select count(*) from delivery where state = 'ready' and application = 'benchmark')
          + (select count(*) from delivery where state = 'running' and application = 'benchmark') + (select count(*) from outbox)
        """,
        cancellationToken);

    public async Task<long> CountAsync(string sql, CancellationToken cancellationToken)
    {
        await using var connection = await ConnectAsync(cancellationToken);
        return await CountAsync(connection, sql, cancellationToken);
    }

    protected static async Task<long> CountAsync(DbConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this program.
        command.CommandText = sql;
#pragma warning restore CA2100
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
    }

    protected static async Task ExecuteAsync(DbConnection connection, IEnumerable<string> statements, CancellationToken cancellationToken)
    {
        foreach (var statement in statements)
        {
            await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this program and of the schema.
            command.CommandText = statement;
#pragma warning restore CA2100
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
