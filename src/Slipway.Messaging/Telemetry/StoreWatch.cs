using Microsoft.Extensions.Logging;

namespace Slipway.Messaging;

/// <summary>
/// What the database holds, for metrics and health: looked at only when somebody asks, and not more often than once in 5 s, nor so often that
/// looking takes more than a twentieth of the time. Safe for concurrent use.
/// </summary>
internal sealed class StoreWatch(IMessageDatabase database, DeliveryBrowser browser, TimeProvider time, ILogger<StoreWatch> logger) : IDisposable
{
    private const int LongestShare = 20;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile StoreSnapshot? _latest;
    private Exception? _failure;
    private long _lookedAt;
    private TimeSpan _pause;
    private Task _refreshing = Task.CompletedTask;

    /// <summary>Gets what was seen last; null before the first look and after one that failed.</summary>
    public StoreSnapshot? Latest => _latest;

    /// <summary>What the database holds, not older than the pause between two looks.</summary>
    /// <exception cref="Exception">The look failed, now or within the pause.</exception>
    public async Task<StoreSnapshot> ReadAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_lookedAt == 0 || time.GetElapsedTime(_lookedAt) >= _pause)
            {
                await Look_NeedsGateAsync(cancellationToken).ConfigureAwait(false);
            }
            return _latest ?? throw new InvalidOperationException($"the store does not answer: {_failure?.Message}", _failure);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Begins a look if it is time, for a caller that cannot wait; the next one sees what it found.</summary>
    public void Nudge()
    {
        // Two callers at once begin two reads, of which the gate lets one look.
        if (_refreshing.IsCompleted)
        {
            _refreshing = RefreshAsync();
        }
    }

    public void Dispose() => _gate.Dispose();

    private async Task RefreshAsync()
    {
        try
        {
            await ReadAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            logger.StoreLookFailed(error);
        }
    }

    private async Task Look_NeedsGateAsync(CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        try
        {
            _latest = await TakeAsync(cancellationToken).ConfigureAwait(false);
            _failure = null;
        }
        catch (Exception error) when (error is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            _latest = null;
            _failure = error;
        }
        var took = time.GetElapsedTime(began) * LongestShare;
        _pause = took > Pause ? took : Pause;
        _lookedAt = time.GetTimestamp();
    }

    private async Task<StoreSnapshot> TakeAsync(CancellationToken cancellationToken)
    {
        var counts = await browser.CountAsync(null, cancellationToken).ConfigureAwait(false);
        var sql = await database.OpenReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (sql.ConfigureAwait(false))
        {
            // Moved to the clock of this process, by which ages are told.
            var (now, here) = (database.Clock.Now(), time.GetUtcNow());
            var runnable = await sql.QueryAsync(
                AdministrationSql.OldestRunnable,
                [("@now", now)],
                row => new ConditionCount(row.GetString(0), MessageCondition.Ready, row.GetInt64(1), here - Timestamp.ToTimeSpan(now - row.GetInt64(2))),
                cancellationToken).ConfigureAwait(false);
            var outbox = await sql.QueryAsync(
                AdministrationSql.OutboxPending, [], row => (row.GetInt64(0), row.IsDBNull(1) ? (long?)null : row.GetInt64(1)), cancellationToken).ConfigureAwait(false);
            var (pending, oldest) = outbox[0];
            return new StoreSnapshot(here, counts, [.. runnable], pending, oldest is { } at ? here - Timestamp.ToTimeSpan(now - at) : null);
        }
    }
}
