using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Slipway.Messaging;

/// <summary>One SQLite file in WAL mode: any number of readers beside one writer.</summary>
internal sealed class SqliteDatabase : IMessageDatabase, IDisposable
{
    // FULL: a commit survives a loss of power. The busy timeout covers writers of other processes.
    private const string Settings = "pragma busy_timeout = 10000; pragma foreign_keys = on; pragma journal_mode = wal; pragma synchronous = full;";

    private readonly string _connectionString;
    private readonly GroupCommit _writer;
    private readonly SqliteSignals _signals;

    public SqliteDatabase(string connectionString, IMessageClock clock, ILogger<SqliteDatabase> logger)
    {
        _connectionString = connectionString;
        Clock = clock;
        _signals = new SqliteSignals(new SqliteConnectionStringBuilder(connectionString).DataSource, logger);
        _writer = new GroupCommit(OpenAsync, Begin, _signals.Send);
    }

    public string System => "sqlite";

    public MessageSql Sql { get; } = new SqliteMessageSql();

    public IMessageClock Clock { get; }

    public int SharedCommitsAtOnce => 1;

    public bool HasOneWriter => true;

    public Task WriteAsync(Func<SqlRunner, CancellationToken, Task> write, CancellationToken cancellationToken) =>
        _writer.WriteAsync(write, cancellationToken);

    public async Task<SqlRunner> OpenReaderAsync(CancellationToken cancellationToken) =>
        new(await OpenAsync(cancellationToken).ConfigureAwait(false));

    // There is one writer at a time, so nobody is faster within a transaction.
    public bool IsLostRace(DbException error) => false;

    public Task WatchAsync(string application, Action<StoreSignalKind> heard, CancellationToken cancellationToken) =>
        _signals.WatchAsync(heard, cancellationToken);

    public void Dispose() => _writer.Dispose();

    private async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            using var command = connection.CreateCommand();
            command.CommandText = Settings;
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    // Never deferred: a transaction that reads first and then writes fails at once if another wrote in between.
    private static SqliteTransaction Begin(DbConnection connection) => ((SqliteConnection)connection).BeginTransaction(deferred: false);
}
