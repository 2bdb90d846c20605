using System.Data.Common;

namespace Slipway.Messaging;

/// <summary>Runs statements on one connection and keeps them prepared. Not safe for concurrent use.</summary>
internal sealed class SqlRunner(DbConnection connection) : IAsyncDisposable, IDisposable
{
    private readonly Dictionary<string, DbCommand> _prepared = new(StringComparer.Ordinal);

    public DbConnection Connection { get; } = connection;

    /// <summary>Gets or sets the open transaction, which every statement joins; null outside of one.</summary>
    public DbTransaction? Transaction { get; set; }

    /// <summary>Gets what is told to other processes once the open transaction is committed.</summary>
    public HashSet<StoreSignal> Signals { get; } = [];

    /// <summary>Gets what is called in this process once the open transaction is committed, each once.</summary>
    public HashSet<Action> Committed { get; } = [];

    public DbTransaction TransactionOrThrow => Transaction ?? throw new InvalidOperationException("There is no open transaction.");

    /// <summary>Adds to what is told to other processes once the open transaction is committed.</summary>
    public void Signal(StoreSignalKind kind, string application) => Signals.Add(new StoreSignal(kind, application));

    public async Task<int> ExecuteAsync(string sql, (string Name, object? Value)[] values, CancellationToken cancellationToken) =>
        await Prepare(sql, values).ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);

    public async Task<List<TRow>> QueryAsync<TRow>(
        string sql, (string Name, object? Value)[] values, Func<DbDataReader, TRow> read, CancellationToken cancellationToken)
    {
        var rows = new List<TRow>();
        var reader = await Prepare(sql, values).ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                rows.Add(read(reader));
            }
        }
        return rows;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var command in _prepared.Values)
        {
            await command.DisposeAsync().ConfigureAwait(false);
        }
        await Connection.DisposeAsync().ConfigureAwait(false);
    }

    public void Dispose()
    {
        foreach (var command in _prepared.Values)
        {
            command.Dispose();
        }
        Connection.Dispose();
    }

    private DbCommand Prepare(string sql, (string Name, object? Value)[] values)
    {
        if (!_prepared.TryGetValue(sql, out var command))
        {
            command = Connection.CreateCommand();
#pragma warning disable CA2100 // Every statement is a constant of MessageSql; values are parameters.
            command.CommandText = sql;
#pragma warning restore CA2100
            foreach (var (name, _) in values)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = name;
                command.Parameters.Add(parameter);
            }
            _prepared.Add(sql, command);
        }
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i].Value ?? DBNull.Value;
        }
        command.Transaction = Transaction;
        return command;
    }
}
