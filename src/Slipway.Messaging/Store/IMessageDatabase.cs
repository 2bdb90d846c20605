namespace Slipway.Messaging;

/// <summary>The database that holds messages and the application's own state. SQLite now; another one brings its own.</summary>
internal interface IMessageDatabase
{
    /// <summary>Gets the name for telemetry, <c>sqlite</c> say.</summary>
    string System { get; }

    /// <summary>Gets the statements in this database's dialect.</summary>
    MessageSql Sql { get; }

    /// <summary>
    /// Runs <paramref name="write"/> in a transaction and returns once it is on disk. It shares the commit with other writes that wait at
    /// the moment, and is rolled back alone if it throws.
    /// </summary>
    Task WriteAsync(Func<SqlRunner, CancellationToken, Task> write, CancellationToken cancellationToken);

    /// <summary>Opens a connection for reading, outside of any transaction.</summary>
    Task<SqlRunner> OpenReaderAsync(CancellationToken cancellationToken);
}
