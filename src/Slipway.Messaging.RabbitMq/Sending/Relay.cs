using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Slipway.Messaging.RabbitMq;

/// <summary>
/// Sends what is committed: after a commit of this process, after a signal of another one, when a row's next try is due, and every few
/// seconds as a net. Between those it asks nothing of the database.
/// </summary>
/// <remarks>
/// Times on the wire are real ones, whatever clock the store has: a broker does not wait for a clock that tests hold.
/// </remarks>
internal sealed class Relay(
    OutboxStore outbox, FreshRows fresh, RelaySignal signal, RabbitMqState state, RabbitMqTelemetry telemetry, IOptions<RabbitMqOptions> options, ILogger<Relay> logger)
{
    private const int ClaimBatch = 200;
    private static readonly TimeSpan NetInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PauseAfterError = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromMinutes(5);
    private readonly RabbitMqOptions _options = options.Value;

    // Twice what is waited for the broker, and time to tell the store; what is older is not sent any more, as another may have it.
    private readonly TimeSpan _claim = (options.Value.PublishTimeout * 2) + TimeSpan.FromSeconds(30);

    /// <summary>Sends until it is stopped; then waits for what is under way.</summary>
    /// <param name="publisher">Where to send.</param>
    /// <param name="owner">This process.</param>
    /// <param name="isLost">Whether the connection has ended, so that waiting for it makes no sense.</param>
    /// <param name="stopping">Claims no more.</param>
    /// <param name="giveUp">Waits for the store no more.</param>
    public async Task RunAsync(Publisher publisher, OwnerId owner, Func<bool> isLost, CancellationToken stopping, CancellationToken giveUp)
    {
        var run = new RelayRun(row => SendAsync(publisher, row), outbox, owner, DelayOf(isLost), _options.PublishWindow, signal, telemetry, logger, giveUp);
        await using (run.ConfigureAwait(false))
        {
            fresh.Open(run, new RelayClaim(owner, _claim));
            try
            {
                await LookAgainAndAgainAsync(run, owner, stopping).ConfigureAwait(false);
            }
            finally
            {
                fresh.Close(run);
            }
        }
    }

    /// <summary>Sends what there is now, once.</summary>
    public async Task FlushAsync(Publisher publisher, OwnerId owner, Func<bool> isLost, CancellationToken stopping, CancellationToken giveUp)
    {
        var run = new RelayRun(row => SendAsync(publisher, row), outbox, owner, DelayOf(isLost), _options.PublishWindow, signal, telemetry, logger, giveUp);
        await using (run.ConfigureAwait(false))
        {
            try
            {
                var isMore = true;
                while (isMore && !isLost())
                {
                    var rows = (await outbox.ClaimAsync(owner, _claim, ClaimBatch, stopping).ConfigureAwait(false)).Rows;
                    foreach (var row in rows)
                    {
                        run.Start(row with { ClaimedAt = TimeProvider.System.GetTimestamp() });
                    }

                    // What others go on to store is theirs to send; this process ends.
                    isMore = rows.Length == ClaimBatch;
                }
            }
            catch (Exception error)
            {
                logger.RelayFailed(error, TimeSpan.Zero);
            }
        }
    }

    private async Task LookAgainAndAgainAsync(RelayRun run, OwnerId owner, CancellationToken stopping)
    {
        using var timer = TimeProvider.System.CreateTimer(_ => signal.Set(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        long? lastNetLook = null;
        while (!stopping.IsCancellationRequested)
        {
            // Also under load: what a process held that is gone waits for nothing else.
            var isNetLook = lastNetLook is not { } last || TimeProvider.System.GetElapsedTime(last) >= NetInterval * 0.95;
            if (isNetLook)
            {
                lastNetLook = TimeProvider.System.GetTimestamp();
            }
            var pause = await LookAsync(run, owner, isNetLook, stopping).ConfigureAwait(false);
            timer.Change(pause, Timeout.InfiniteTimeSpan);
            try
            {
                await signal.WaitAsync(stopping).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
        }
    }

    /// <returns>When to look again at the latest.</returns>
    private async Task<TimeSpan> LookAsync(RelayRun run, OwnerId owner, bool isNetLook, CancellationToken stopping)
    {
        try
        {
            if (isNetLook)
            {
                await ReleaseStrandedAsync(owner, stopping).ConfigureAwait(false);
                await outbox.ReleaseGoneAsync(owner, stopping).ConfigureAwait(false);
                var netLook = fresh.BeginLook();
                state.Outbox = await outbox.FiguresAsync(stopping).ConfigureAwait(false);
                if (state.Outbox.Pending == 0)
                {
                    fresh.CaughtUp(netLook);
                    return NetInterval;
                }
            }
            while (!stopping.IsCancellationRequested)
            {
                // Half a window at a time: a claim for each free place would be a transaction for each message.
                run.IsWantingRoom = true;
                var free = _options.PublishWindow - run.Open;
                if (state.IsBlocked || free < Math.Max(1, _options.PublishWindow / 2))
                {
                    fresh.FellBehind();
                    return NetInterval;   // each settled batch wakes now, and so does the end of an alarm
                }
                var limit = Math.Min(free, ClaimBatch);
                var look = fresh.BeginLook();
                var claim = await outbox.ClaimAsync(owner, _claim, limit, stopping).ConfigureAwait(false);
                foreach (var row in claim.Rows)
                {
                    run.Start(row with { ClaimedAt = TimeProvider.System.GetTimestamp() });
                }
                if (claim.Rows.Length < limit)
                {
                    run.IsWantingRoom = false;
                    fresh.CaughtUp(look);
                    var pause = claim.Pause ?? NetInterval;
                    return pause > NetInterval ? NetInterval : pause < ShortestPause ? ShortestPause : pause;
                }
            }
            return NetInterval;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return NetInterval;
        }
        catch (Exception error)
        {
            logger.RelayFailed(error, PauseAfterError);
            return PauseAfterError;
        }
    }

    private async Task ReleaseStrandedAsync(OwnerId owner, CancellationToken cancellationToken)
    {
        if (fresh.TakeStranded() is { Length: > 0 } stranded)
        {
            try
            {
                await outbox.ReleaseAsync(owner, stranded, cancellationToken).ConfigureAwait(false);
            }
            catch
            {
                fresh.Strand(stranded);
                throw;
            }
        }
    }

    private async Task<SendResult> SendAsync(Publisher publisher, OutboxRow row) =>
        TimeProvider.System.GetElapsedTime(row.ClaimedAt) < _claim / 2
            ? await publisher.SendAsync(row).ConfigureAwait(false)
            : new SendResult(row, SendOutcome.Behind, null);

    // What was under way when the connection ended is sent again as soon as there is one.
    private static Func<SendResult, TimeSpan> DelayOf(Func<bool> isLost) => result => result.Outcome switch
    {
        SendOutcome.Behind => TimeSpan.Zero,
        SendOutcome.Unknown when isLost() => TimeSpan.Zero,
        _ => Math.Min(result.Row.Attempt, 20) is var attempt && FirstRetry * Math.Pow(2, attempt) is var delay && delay < LongestRetry ? delay : LongestRetry,
    };
}
