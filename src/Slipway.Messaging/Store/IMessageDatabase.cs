using System.Data.Common;

namespace Slipway.Messaging;

/// <summary>The database that holds messages and the application's own state.</summary>
internal interface IMessageDatabase
{
    /// <summary>Gets the name for telemetry, <c>sqlite</c> say.</summary>
    string System { get; }

    /// <summary>Gets the statements in this database's dialect.</summary>
    MessageSql Sql { get; }

    /// <summary>Gets the clock of every time in the store.</summary>
    IMessageClock Clock { get; }

    /// <summary>Gets how many transactions that many units of work share are best under way at once.</summary>
    int SharedCommitsAtOnce { get; }

    /// <summary>
    /// Gets a value indicating whether only one transaction writes at a time. One that writes anything may then also claim: it waits for no other that
    /// claims, and cannot lose a race.
    /// </summary>
    bool HasOneWriter { get; }

    /// <summary>
    /// Runs <paramref name="write"/> in a transaction and returns once it is on disk. It may share the commit with other writes that wait at
    /// the moment, and is rolled back alone if it throws. What the write gave to <see cref="SqlRunner.Signal"/> is told to other processes
    /// after the commit.
    /// </summary>
    Task WriteAsync(Func<SqlRunner, CancellationToken, Task> write, CancellationToken cancellationToken);

    /// <summary>
    /// As <see cref="WriteAsync"/>, but may return before it is on disk: if the server crashes or loses power within the next second, it may be as if it
    /// had not happened, together with all that was committed after it. Everyone sees it at once. For what may happen again.
    /// </summary>
    Task WriteLazilyAsync(Func<SqlRunner, CancellationToken, Task> write, CancellationToken cancellationToken) => WriteAsync(write, cancellationToken);

    /// <summary>Opens a connection for reading, outside of any transaction.</summary>
    Task<SqlRunner> OpenReaderAsync(CancellationToken cancellationToken);

    /// <summary>Tells whether a write failed because another process was faster, so that the same write may succeed when it is tried again.</summary>
    bool IsLostRace(DbException error);

    /// <summary>
    /// Hears the signals of other processes until it is cancelled, and whenever some may have been missed. It never throws for a connection
    /// that is lost; it comes back by itself.
    /// </summary>
    Task WatchAsync(string application, Action<StoreSignalKind> heard, CancellationToken cancellationToken);
}
