using Npgsql;

namespace Slipway.Messaging;

/// <summary>
/// The clock of the database server: asked at most once a second, when the database is used anyway, and carried on by this machine's
/// monotonic timer. What the clock of this machine says never matters. An answer is older by what it took to arrive, so of two the one that is
/// ahead is nearer to the truth, and stays: processes then differ by no more than their fastest answers took, and time never goes back.
/// </summary>
internal sealed class PostgresClock(TimeProvider time) : IMessageClock
{
    private const string Ask = "select (extract(epoch from clock_timestamp()) * 1000000)::bigint";
    private static readonly TimeSpan Trusted = TimeSpan.FromSeconds(1);

    // Timers of two machines drift apart by less; so an answer that is ahead is given up in time for one that follows the server's clock.
    private const double Drift = 0.0002;
    private readonly Lock _lock = new();
    private Reading? _latest;
    private Reading? _atMost;
    private long _askedAt;

    public long Now()
    {
        var latest = Volatile.Read(ref _latest) ?? throw new InvalidOperationException("The database was not asked for its time yet.");
        return At(latest, time.GetTimestamp());
    }

    public long NowAtMost()
    {
        var atMost = Volatile.Read(ref _atMost) ?? throw new InvalidOperationException("The database was not asked for its time yet.");
        return AtMost(atMost, time.GetTimestamp());
    }

    /// <summary>Asks on an open connection, unless the last answer is fresh.</summary>
    public async Task RefreshAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var latest = Volatile.Read(ref _latest);
        var began = time.GetTimestamp();
        if (latest is not null && time.GetElapsedTime(Volatile.Read(ref _askedAt), began) < Trusted)
        {
            return;
        }
        var command = connection.CreateCommand();
        await using (command.ConfigureAwait(false))
        {
            command.CommandText = Ask;
            var microseconds = (long)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
            Take(microseconds, began, time.GetTimestamp());
        }
    }

    /// <summary>Takes an answer of the server that was asked for at <paramref name="began"/> and was here at <paramref name="ended"/>.</summary>
    internal void Take(long microseconds, long began, long ended)
    {
        lock (_lock)
        {
            // Not even now can the server's clock be where it was thought to be: it was set back.
            var latest = _latest;
            var atMost = microseconds + Timestamp.From(time.GetElapsedTime(began, ended));
            var wasSetBack = latest is not null && atMost < At(latest, ended) - Timestamp.From(Trusted);
            if (latest is null || wasSetBack || microseconds >= At(latest, ended))
            {
                Volatile.Write(ref _latest, new Reading(microseconds, ended));
            }
            if (_atMost is null || wasSetBack || atMost <= AtMost(_atMost, ended) || microseconds > AtMost(_atMost, ended))
            {
                Volatile.Write(ref _atMost, new Reading(atMost, ended));
            }
            Volatile.Write(ref _askedAt, ended);
        }
    }

    private long At(Reading reading, long timestamp) =>
        reading.Microseconds + (long)(Timestamp.From(time.GetElapsedTime(reading.At, timestamp)) * (1 - Drift));

    private long AtMost(Reading reading, long timestamp) =>
        reading.Microseconds + (long)(Timestamp.From(time.GetElapsedTime(reading.At, timestamp)) * (1 + Drift));

    private sealed record Reading(long Microseconds, long At);
}
