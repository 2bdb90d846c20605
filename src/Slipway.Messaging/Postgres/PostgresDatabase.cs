using System.Data.Common;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Slipway.Messaging;

/// <summary>
/// A PostgreSQL server that several processes share. Each write is a transaction on a connection of its own, and the server lets those that
/// commit at the same time share a flush. A server that went away costs what was under way, and the next use connects again.
/// </summary>
internal sealed class PostgresDatabase : IMessageDatabase, IAsyncDisposable, IDisposable
{
    private const int MostWrites = 16;
    private const int PreparedStatements = 100;

    // A busy process may pause for a moment with a transaction open, however short its leases are.
    private static readonly TimeSpan ShortestIdle = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PauseBetweenTries = TimeSpan.FromMilliseconds(200);

    // A plan is kept for as long as the server hears nothing new of a table, and one that was made while the table was empty reads all of it, or all
    // that ever ran, for one row. Whatever writes finds its rows by an index, one by one.
    private const string ByIndex = "-c enable_seqscan=off -c enable_bitmapscan=off -c enable_hashjoin=off -c enable_mergejoin=off";

    private readonly NpgsqlDataSource _readers;
    private readonly NpgsqlDataSource _writers;
    private readonly NpgsqlDataSource _lazyWriters;
    private readonly SemaphoreSlim _writes = new(MostWrites, MostWrites);
    private readonly PostgresClock _serverClock;
    private readonly PostgresSignals _signals;

    /// <summary>A database whose times are those of the server's clock, or of <paramref name="clock"/> if there is one.</summary>
    /// <remarks>
    /// A process that stops in the middle of a transaction, with its machine or by itself, would keep its rows locked, and whoever takes its
    /// work over waiting, until the server finds the connection dead. So the server ends a transaction that does nothing for as long as a lease.
    /// </remarks>
    public PostgresDatabase(string connectionString, IMessageClock? clock, TimeSpan lease, ILogger<PostgresDatabase> logger)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { Enlist = false, NoResetOnClose = true };
        var idle = lease > ShortestIdle ? lease : ShortestIdle;
        settings.Options = string.Create(
            CultureInfo.InvariantCulture, $"{settings.Options} -c idle_in_transaction_session_timeout={idle.TotalMilliseconds:0}").Trim();
        settings.ApplicationName ??= "slipway";
        if (settings.MaxAutoPrepare == 0)
        {
            settings.MaxAutoPrepare = PreparedStatements;
            settings.AutoPrepareMinUsages = 2;
        }
        _readers = NpgsqlDataSource.Create(settings);
        _writers = Create(settings, ByIndex);
        _lazyWriters = Create(settings, $"{ByIndex} -c synchronous_commit=off");
        _serverClock = new PostgresClock(TimeProvider.System);
        _signals = new PostgresSignals(settings, logger);
        Clock = clock ?? _serverClock;
    }

    public string System => "postgresql";

    public MessageSql Sql { get; } = new PostgresMessageSql();

    public IMessageClock Clock { get; }

    public int SharedCommitsAtOnce => 2;

    public bool HasOneWriter => false;

    public Task WriteAsync(Func<SqlRunner, CancellationToken, Task> write, CancellationToken cancellationToken) =>
        WriteAsync(_writers, write, cancellationToken);

    public Task WriteLazilyAsync(Func<SqlRunner, CancellationToken, Task> write, CancellationToken cancellationToken) =>
        WriteAsync(_lazyWriters, write, cancellationToken);

    public async Task<SqlRunner> OpenReaderAsync(CancellationToken cancellationToken) =>
        new(await OpenAsync(_readers, cancellationToken).ConfigureAwait(false));

    public bool IsLostRace(DbException error) =>
        error.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure;

    public Task WatchAsync(string application, Action<StoreSignalKind> heard, CancellationToken cancellationToken) =>
        _signals.WatchAsync(application, heard, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _readers.DisposeAsync().ConfigureAwait(false);
        await _writers.DisposeAsync().ConfigureAwait(false);
        await _lazyWriters.DisposeAsync().ConfigureAwait(false);
        _writes.Dispose();
    }

    public void Dispose()
    {
        _readers.Dispose();
        _writers.Dispose();
        _lazyWriters.Dispose();
        _writes.Dispose();
    }

    private static NpgsqlDataSource Create(NpgsqlConnectionStringBuilder settings, string more) => NpgsqlDataSource.Create(
        new NpgsqlConnectionStringBuilder(settings.ConnectionString) { Options = $"{settings.Options} {more}" });

    private async Task WriteAsync(NpgsqlDataSource source, Func<SqlRunner, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        await _writes.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var runner = new SqlRunner(await OpenAsync(source, cancellationToken).ConfigureAwait(false));
            await using (runner.ConfigureAwait(false))
            {
                var transaction = await runner.Connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
                await using (transaction.ConfigureAwait(false))
                {
                    runner.Transaction = transaction;
                    await write(runner, cancellationToken).ConfigureAwait(false);
                    await _signals.SendAsync(runner).ConfigureAwait(false);

                    // Never cancelled half-way: whether it was stored must be known.
                    await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
                    foreach (var listener in runner.Committed)
                    {
                        listener();
                    }
                }
            }
        }
        catch (NpgsqlException error) when (error is not PostgresException { SqlState: not ['5', '7', 'P', ..] })
        {
            ForgetIdle();
            throw;
        }
        finally
        {
            _writes.Release();
        }
    }

    // Asking for the time also finds a connection that the server has dropped meanwhile, while nothing has run on it yet.
    private async Task<NpgsqlConnection> OpenAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            NpgsqlConnection? connection = null;
            try
            {
                connection = await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
                await _serverClock.RefreshAsync(connection, cancellationToken).ConfigureAwait(false);
                return connection;
            }
            catch (NpgsqlException error) when (error.IsTransient && TimeProvider.System.GetElapsedTime(began) < Patience)
            {
                await CloseAsync(connection).ConfigureAwait(false);
                ForgetIdle();
                await Task.Delay(PauseBetweenTries, TimeProvider.System, cancellationToken).ConfigureAwait(false);
            }
            catch
            {
                await CloseAsync(connection).ConfigureAwait(false);
                throw;
            }
        }
    }

    // Where the server has dropped one connection, those of the other pools are as dead, and not every use asks for the time.
    private void ForgetIdle()
    {
        _readers.Clear();
        _writers.Clear();
        _lazyWriters.Clear();
    }

    private static async Task CloseAsync(NpgsqlConnection? connection)
    {
        if (connection is not null)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }
}
