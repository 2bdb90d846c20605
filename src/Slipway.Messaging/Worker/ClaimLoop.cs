using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Slipway.Messaging;

/// <summary>
/// Takes work whenever there may be some: after a commit of this process, when a delivery's time comes, when a slot is free again, and
/// every few seconds as a net. Between those it does nothing at all.
/// </summary>
internal sealed class ClaimLoop(
    DeliveryStore store, PassingClaims passing, Pulse pulse, MessagingTelemetry telemetry, RunningDeliveries running, Slots slots, WakeSignal wake, CommitSignals signals, IMessageDatabase database, TimeProvider time,
    IOptions<WorkerOptions> options, ILogger<ClaimLoop> logger) : IPassingClaims
{
    private static readonly TimeSpan PauseAfterError = TimeSpan.FromSeconds(1);
    private readonly WorkerOptions _options = options.Value;
    private readonly ConcurrentDictionary<long, ClaimedDelivery> _taken = [];

    // The first pause is left to chance: processes that start together shall not look together for ever.
    private TimeSpan _net = options.Value.PollInterval * Random.Shared.NextDouble();
    private long? _lastSweep;
    private OwnerId _owner;
    private long _passedAt;

    public async Task RunAsync(OwnerId owner, CancellationToken stopping)
    {
        _owner = owner;
        if (database.HasOneWriter)
        {
            passing.Open(this);
        }
        try
        {
            await LoopAsync(owner, stopping).ConfigureAwait(false);
        }
        finally
        {
            await passing.CloseAsync().ConfigureAwait(false);
        }
    }

    private async Task LoopAsync(OwnerId owner, CancellationToken stopping)
    {
        using var timer = time.CreateTimer(_ => wake.Set(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        while (!stopping.IsCancellationRequested)
        {
            pulse.Claiming();
            var began = time.GetTimestamp();
            var (succeeded, dueAt) = await LookAsync(owner, stopping).ConfigureAwait(false);
            var pause = succeeded ? UntilNextSweep() : PauseAfterError - time.GetElapsedTime(began);
            if (dueAt is { } at)
            {
                var untilDue = Timestamp.ToTimeSpan(at - database.Clock.Now());
                pause = untilDue < pause ? untilDue : pause;
            }
            timer.Change(pause > TimeSpan.Zero ? pause : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
            try
            {
                await wake.WaitAsync(stopping).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
        }
    }

    // Not a poll interval from this look: a look that something else caused must not put off the sweep, on which a takeover in time depends.
    private TimeSpan UntilNextSweep() => _lastSweep is { } last ? _net - time.GetElapsedTime(last) : _net;

    /// <returns>Whether the store could be asked, and when the next delivery is due, if one waits for its time and there is a slot for it.</returns>
    private async Task<(bool Succeeded, long? DueAt)> LookAsync(OwnerId owner, CancellationToken stopping)
    {
        try
        {
            // What was just sent need not wait for the sweep, which wakes this loop again if it finds something.
            var sweeps = IsSweepDue();
            var claim = await ClaimIfThereIsRoomAsync(owner, sweeps, stopping).ConfigureAwait(false);
            if (sweeps)
            {
                await SweepAsync(owner, claim?.AnyLost, stopping).ConfigureAwait(false);
            }
            return (true, claim?.NextDueAt);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return (true, null);
        }
        catch (Exception error)
        {
            logger.ClaimFailed(error, PauseAfterError);
            return (false, null);
        }
    }

    private async Task<Claim?> ClaimIfThereIsRoomAsync(OwnerId owner, bool looksForLost, CancellationToken stopping)
    {
        Claim? claim = null;
        try
        {
            return Room([]).Free() > 0 ? claim = await ClaimAsync(owner, looksForLost, stopping).ConfigureAwait(false) : null;
        }
        finally
        {
            slots.EndClaim(claim?.Deliveries.Length);
        }
    }

    private async Task<Claim> ClaimAsync(OwnerId owner, bool looksForLost, CancellationToken stopping)
    {
        var began = time.GetTimestamp();
        Claim? taken = null;
        try
        {
            var room = Room([]);
            void Take(Claim claim)
            {
                if (taken is not null)
                {
                    // An earlier try, which was rolled back.
                    Forget(taken);
                }
                room.Taken(taken = claim);
            }
            var claim = await store.ClaimAsync(owner, _options.Lease, room with { Taken = Take }, looksForLost, stopping).ConfigureAwait(false);
            await BeginAsync(claim, began).ConfigureAwait(false);
            return claim;
        }
        finally
        {
            if (taken is not null)
            {
                Forget(taken);
            }
        }
    }

    // What was claimed takes its slots at once, though it begins only when the commit is known to have succeeded; what ends with the same commit leaves them.
    private Room Room(IReadOnlyList<ClaimedDelivery> ending) => new(
        () => slots.TakeForClaim(running.BusyWithout(ending) + _taken.Count),
        name => running.CountOf(name) + _taken.Values.Count(d => d.Name == name) - running.CountOf(ending, name))
    {
        Taken = claim =>
        {
            foreach (var delivery in claim.Deliveries)
            {
                _taken[delivery.Seq] = delivery;
            }
        },
    };

    private async Task BeginAsync(Claim claim, long began)
    {
        if (claim.Deliveries.IsEmpty)
        {
            return;
        }
        telemetry.Operated("receive", time.GetElapsedTime(began));
        foreach (var delivery in claim.Deliveries)
        {
            if (running.Contains(delivery.Seq))
            {
                await KeepAwayAsync(delivery).ConfigureAwait(false);
            }
            else
            {
                running.Start(delivery);
            }
        }
        signals.Tell([.. claim.Deliveries.Select(d => d.CorrelationId).Distinct()]);
    }

    // A handler of this process lost its lease and still runs: the same message must not run beside it.
    private Task KeepAwayAsync(ClaimedDelivery delivery) => database.WriteAsync(
        (sql, stop) => store.WaitAgainAsync(sql, delivery, _options.Lease, counts: false, "an earlier run has not ended yet", stop), CancellationToken.None);

    // A timer may be a touch early; the look that it caused must not leave the sweep to the next one.
    private bool IsSweepDue() => _lastSweep is not { } last || time.GetElapsedTime(last) >= _net * 0.95;

    /// <param name="owner">This worker.</param>
    /// <param name="anyLost">Whether there is something to release; null if nobody has looked yet.</param>
    /// <param name="stopping">Ends it.</param>
    private async Task SweepAsync(OwnerId owner, bool? anyLost, CancellationToken stopping)
    {
        if (_lastSweep is not null)
        {
            _net = _options.PollInterval;
        }
        _lastSweep = time.GetTimestamp();
        if (!(anyLost ?? await store.AnyLostAsync(owner, stopping).ConfigureAwait(false)))
        {
            return;
        }
        var chains = await store.ReleaseLostAsync(owner, stopping).ConfigureAwait(false);
        if (!chains.IsEmpty)
        {
            logger.TakenOver(chains.Length);
            signals.Committed(chains);
        }
    }

    Task<Claim> IPassingClaims.ClaimAsync(SqlRunner sql, IReadOnlyList<ClaimedDelivery> ending, CancellationToken cancellationToken)
    {
        _passedAt = time.GetTimestamp();
        return store.ClaimAsync(sql, _owner, _options.Lease, Room(ending), cancellationToken);
    }

    void IPassingClaims.Forget(Claim claim) => Forget(claim);

    async Task IPassingClaims.BeginAsync(Claim claim)
    {
        try
        {
            await BeginAsync(claim, _passedAt).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            logger.ClaimFailed(error, PauseAfterError);
        }
        finally
        {
            Forget(claim);
        }
    }

    private void Forget(Claim claim)
    {
        foreach (var delivery in claim.Deliveries)
        {
            _taken.TryRemove(delivery.Seq, out _);
        }
    }
}
