using Npgsql;

namespace Slipway.Messaging;

/// <summary>
/// The clock of the database server: asked at most once a second, when the database is used anyway, and carried on by this machine's
/// monotonic timer. What the clock of this machine says never matters. It lags behind by the time that the answer took, which is the safe
/// side: no lease ends early for others.
/// </summary>
internal sealed class PostgresClock(TimeProvider time) : IMessageClock
{
    private const string Ask = "select (extract(epoch from clock_timestamp()) * 1000000)::bigint";
    private static readonly TimeSpan Trusted = TimeSpan.FromSeconds(1);
    private Reading? _latest;

    public long Now()
    {
        var latest = Volatile.Read(ref _latest) ?? throw new InvalidOperationException("The database was not asked for its time yet.");
        return latest.Microseconds + Timestamp.From(time.GetElapsedTime(latest.At));
    }

    /// <summary>Asks on an open connection, unless the last answer is fresh.</summary>
    public async Task RefreshAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _latest) is { } latest && time.GetElapsedTime(latest.At) < Trusted)
        {
            return;
        }
        var command = connection.CreateCommand();
        await using (command.ConfigureAwait(false))
        {
            command.CommandText = Ask;
            var microseconds = (long)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
            Volatile.Write(ref _latest, new Reading(microseconds, time.GetTimestamp()));
        }
    }

    private sealed record Reading(long Microseconds, long At);
}
