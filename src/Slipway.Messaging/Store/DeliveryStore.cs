using System.Collections.Immutable;
using System.Data.Common;
using System.Diagnostics;

namespace Slipway.Messaging;

/// <summary>Claims, renews and finishes the deliveries of this application.</summary>
internal sealed class DeliveryStore(
    IMessageDatabase database, MessageCatalog catalog, Lanes lanes, ITransport transport, Notices notices)
{
    private const int ClaimAttempts = 3;
    private readonly string _application = catalog.Application;
    private readonly IMessageClock _clock = database.Clock;

    public async Task<Claim> ClaimAsync(OwnerId owner, TimeSpan lease, int limit, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await ClaimOnceAsync(owner, lease, limit, cancellationToken).ConfigureAwait(false);
            }
            catch (DbException error) when (attempt < ClaimAttempts && database.IsLostRace(error))
            {
                // Another process began one of the keys at the same instant. It is seen as running now, so the next look passes it by.
            }
        }
    }

    private async Task<Claim> ClaimOnceAsync(OwnerId owner, TimeSpan lease, int limit, CancellationToken cancellationToken)
    {
        var claimed = ImmutableArray.CreateBuilder<ClaimedDelivery>();
        long? next = null;
        await database.WriteAsync(async (sql, stop) =>
        {
            var now = _clock.Now();
            var seqs = new List<long>();
            foreach (var lane in lanes.InTurn())
            {
                var (found, again) = lane.Throttle is null
                    ? (await ClaimLaneAsync(sql, lane, owner, lease, limit - seqs.Count, now, stop).ConfigureAwait(false), null)
                    : await ClaimThrottledAsync(sql, lane, owner, lease, limit - seqs.Count, now, stop).ConfigureAwait(false);
                seqs.AddRange(found);
                next = Earlier(Earlier(next, again), await NextDueAsync(sql, lane, now, stop).ConfigureAwait(false));
            }
            foreach (var seq in seqs.Order())
            {
                claimed.AddRange(await sql.QueryAsync(MessageSql.SelectClaimed, [("@seq", seq)], ReadClaimed, stop).ConfigureAwait(false));
            }
        }, cancellationToken).ConfigureAwait(false);
        return new Claim(claimed.ToImmutable(), next);
    }

    /// <summary>Renews every lease of the owner in one statement, stores how far its work is, and returns what it still holds.</summary>
    public async Task<IReadOnlyDictionary<long, HeldLease>> RenewAsync(
        OwnerId owner, TimeSpan lease, IReadOnlyCollection<(ClaimedDelivery Delivery, Beat Beat)> beats, CancellationToken cancellationToken)
    {
        List<KeyValuePair<long, HeldLease>> held = [];
        await database.WriteAsync(async (sql, stop) =>
        {
            foreach (var (delivery, beat) in beats)
            {
                await SaveProgressAsync(sql, delivery, beat, stop).ConfigureAwait(false);
            }
            held = await sql.QueryAsync(
                MessageSql.Renew,
                [("@application", _application), ("@owner", owner.ToString()), ("@lease_until", _clock.Now() + Timestamp.From(lease))],
                ReadHeld,
                stop).ConfigureAwait(false);
        }, cancellationToken).ConfigureAwait(false);
        return held.ToDictionary();
    }

    /// <summary>Stores how far a running delivery is; one that is not held any more is left as it is.</summary>
    public static Task<int> SaveProgressAsync(SqlRunner sql, ClaimedDelivery delivery, Beat beat, CancellationToken cancellationToken) => sql.ExecuteAsync(
        MessageSql.SaveProgress,
        [("@progress", beat.Progress), ("@note", beat.Note), ("@seq", delivery.Seq), ("@fence", delivery.Fence)],
        cancellationToken);

    /// <summary>Gets what the owner holds and newer work has overtaken.</summary>
    public async Task<IReadOnlyDictionary<long, HeldLease>> CancelsAskedAsync(OwnerId owner, CancellationToken cancellationToken)
    {
        var sql = await database.OpenReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (sql.ConfigureAwait(false))
        {
            var asked = await sql.QueryAsync(
                NewestWinsSql.CancelsAsked, [("@application", _application), ("@owner", owner.ToString())], ReadHeld, cancellationToken).ConfigureAwait(false);
            return asked.ToDictionary();
        }
    }

    /// <summary>Gets how the attempt before this one ended; null if nothing is known of it.</summary>
    public async Task<string?> ResultOfLastAsync(ClaimedDelivery delivery, CancellationToken cancellationToken)
    {
        var sql = await database.OpenReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (sql.ConfigureAwait(false))
        {
            var results = await sql.QueryAsync(
                MessageSql.ResultOfAttempt, [("@seq", delivery.Seq), ("@fence", delivery.Fence - 1)], row => row.GetString(0), cancellationToken).ConfigureAwait(false);
            return results.FirstOrDefault();
        }
    }

    /// <summary>Ends the delivery, within the transaction of whatever else the outcome writes.</summary>
    /// <exception cref="LeaseLostException">Another worker may have it.</exception>
    public async Task FinishAsync(
        SqlRunner sql, ClaimedDelivery delivery, DeliveryState state, string? outcome, CancellationToken cancellationToken)
    {
        var rows = await sql.ExecuteAsync(
            MessageSql.Finish,
            [
                ("@state", DeliveryStates.ToText(state)), ("@now", _clock.Now()), ("@outcome", Texts.Line(outcome)), ("@seq", delivery.Seq),
                ("@fence", delivery.Fence),
            ],
            cancellationToken).ConfigureAwait(false);
        ThrowIfLost(rows, delivery);
    }

    /// <summary>Lets the delivery wait for another attempt, or supersedes it if newer work has overtaken it meanwhile.</summary>
    /// <exception cref="LeaseLostException">Another worker may have it.</exception>
    public async Task WaitAgainAsync(
        SqlRunner sql, ClaimedDelivery delivery, TimeSpan delay, bool counts, string? outcome, CancellationToken cancellationToken)
    {
        var now = _clock.Now();
        var overtakenBy = await WaitAgainAsync(
            sql, delivery.Seq, delivery.Fence, now, now + Timestamp.From(delay), counts, Texts.Line(outcome), cancellationToken).ConfigureAwait(false);
        ThrowIfLost(overtakenBy.Count, delivery);
        if (overtakenBy is [{ } newer])
        {
            await transport.StoreAsync(sql, notices.Superseded(delivery, newer), cancellationToken).ConfigureAwait(false);
        }
        sql.Signal(StoreSignalKind.Ready, _application);
    }

    public async Task RecordAttemptAsync(
        SqlRunner sql, long seq, long fence, string result, Exception? error, string? text, CancellationToken cancellationToken) =>
        await sql.ExecuteAsync(
            MessageSql.InsertAttempt,
            [
                ("@now", _clock.Now()), ("@result", result), ("@error_type", error?.GetType().FullName), ("@error", Texts.Line(text ?? error?.Message)),
                ("@detail", Texts.Detail(error)), ("@seq", seq), ("@fence", fence),
            ],
            cancellationToken).ConfigureAwait(false);

    /// <summary>
    /// Makes deliveries ready again whose lease ran out, or whose owner is a process of this machine that no longer exists. The attempt
    /// counts: a message that kills its process must not do so for ever.
    /// </summary>
    /// <returns>The chains they belong to.</returns>
    public async Task<ImmutableArray<string>> ReleaseLostAsync(OwnerId self, CancellationToken cancellationToken)
    {
        var chains = ImmutableArray<string>.Empty;
        if (!await AnyLostAsync(self, cancellationToken).ConfigureAwait(false))
        {
            return chains;
        }
        await database.WriteAsync(async (sql, stop) =>
        {
            var gone = await GoneOwnersAsync(sql, self, stop).ConfigureAwait(false);
            var lost = new List<(long Seq, long Fence, string Chain)>();
            foreach (var owner in gone.DefaultIfEmpty(""))
            {
                lost.AddRange(await LostAsync(sql, owner, stop).ConfigureAwait(false));
            }
            foreach (var (seq, fence, _) in lost.DistinctBy(l => l.Seq))
            {
                const string Why = "the process that ran it ended, or held it without a sign of life";
                await RecordAttemptAsync(sql, seq, fence, AttemptResults.Lost, null, Why, stop).ConfigureAwait(false);
                var now = _clock.Now();
                if (await WaitAgainAsync(sql, seq, fence, now, now, counts: true, Why, stop).ConfigureAwait(false) is [{ } newer])
                {
                    var superseded = await sql.QueryAsync(MessageSql.SelectClaimed, [("@seq", seq)], ReadClaimed, stop).ConfigureAwait(false);
                    await transport.StoreAsync(sql, notices.Superseded(superseded[0], newer), stop).ConfigureAwait(false);
                }
            }
            chains = [.. lost.Select(l => l.Chain).Distinct()];
            sql.Signal(StoreSignalKind.Ready, _application);
        }, cancellationToken).ConfigureAwait(false);
        return chains;
    }

    private async Task<List<long>> ClaimLaneAsync(
        SqlRunner sql, Lane lane, OwnerId owner, TimeSpan lease, int limit, long now, CancellationToken cancellationToken) =>
        limit <= 0 ? [] : await sql.QueryAsync(
            database.Sql.Claim,
            [
                ("@application", _application), ("@lane", lane.Name), ("@now", now), ("@limit", limit), ("@owner", owner.ToString()),
                ("@lease_until", now + Timestamp.From(lease)),
            ],
            row => row.GetInt64(0),
            cancellationToken).ConfigureAwait(false);

    /// <returns>What was claimed, and when the throttle lets through more of what is due.</returns>
    private async Task<(List<long> Seqs, long? Again)> ClaimThrottledAsync(
        SqlRunner sql, Lane lane, OwnerId owner, TimeSpan lease, int limit, long now, CancellationToken cancellationToken)
    {
        if (limit <= 0 || !await AnyDueAsync(sql, lane, now, cancellationToken).ConfigureAwait(false))
        {
            return ([], null);
        }
        var (taken, nextFreeAt) = await ThrottleSlots.TakeAsync(sql, _application, lane, limit, now, cancellationToken).ConfigureAwait(false);
        var seqs = await ClaimLaneAsync(sql, lane, owner, lease, taken.Length, now, cancellationToken).ConfigureAwait(false);
        await ThrottleSlots.GiveBackAsync(sql, _application, lane, taken.Skip(seqs.Count), cancellationToken).ConfigureAwait(false);
        var isHeldBack = seqs.Count == taken.Length && seqs.Count < limit && await AnyDueAsync(sql, lane, now, cancellationToken).ConfigureAwait(false);
        return (seqs, isHeldBack ? nextFreeAt : null);
    }

    private async Task<bool> AnyDueAsync(SqlRunner sql, Lane lane, long now, CancellationToken cancellationToken) =>
        (await sql.QueryAsync(
            MessageSql.AnyDue, [("@application", _application), ("@lane", lane.Name), ("@now", now)], _ => true, cancellationToken).ConfigureAwait(false)).Count > 0;

    private async Task<long?> NextDueAsync(SqlRunner sql, Lane lane, long now, CancellationToken cancellationToken)
    {
        var due = await sql.QueryAsync(
            MessageSql.NextDue,
            [("@application", _application), ("@lane", lane.Name), ("@now", now)],
            row => row.IsDBNull(0) ? (long?)null : row.GetInt64(0),
            cancellationToken).ConfigureAwait(false);
        return due[0];
    }

    private static long? Earlier(long? one, long? other) => one is null || other < one ? other ?? one : one;

    // The id of the newer message if it is superseded, null if it waits; nothing if it is not held any more.
    private static async Task<List<string?>> WaitAgainAsync(
        SqlRunner sql, long seq, long fence, long now, long dueAt, bool counts, string? outcome, CancellationToken cancellationToken) =>
        await sql.QueryAsync(
            MessageSql.WaitAgain,
            [("@now", now), ("@due_at", dueAt), ("@uncounted", counts ? 0 : 1), ("@outcome", outcome), ("@seq", seq), ("@fence", fence)],
            row => row.IsDBNull(0) ? null : row.GetString(0),
            cancellationToken).ConfigureAwait(false);

    // A look without a write lock: in an idle system this is all that the slow poll does.
    private async Task<bool> AnyLostAsync(OwnerId self, CancellationToken cancellationToken)
    {
        var sql = await database.OpenReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (sql.ConfigureAwait(false))
        {
            var expired = await LostAsync(sql, "", cancellationToken).ConfigureAwait(false);
            return expired.Count > 0 || (await GoneOwnersAsync(sql, self, cancellationToken).ConfigureAwait(false)).Count > 0;
        }
    }

    private async Task<List<(long Seq, long Fence, string Chain)>> LostAsync(SqlRunner sql, string owner, CancellationToken cancellationToken) =>
        await sql.QueryAsync(
            MessageSql.LostDeliveries,
            [("@application", _application), ("@now", _clock.Now()), ("@owner", owner)],
            row => (row.GetInt64(0), row.GetInt64(1), row.GetString(2)),
            cancellationToken).ConfigureAwait(false);

    private async Task<List<string>> GoneOwnersAsync(SqlRunner sql, OwnerId self, CancellationToken cancellationToken)
    {
        var owners = await sql.QueryAsync(
            MessageSql.RunningOwners, [("@application", _application), ("@owner", self.ToString())], row => row.GetString(0), cancellationToken).ConfigureAwait(false);
        return owners.FindAll(OwnerId.IsKnownToBeGone);
    }

    private ClaimedDelivery ReadClaimed(DbDataReader row)
    {
        var dueAt = row.GetInt64(5);
        return new ClaimedDelivery
        {
            Seq = row.GetInt64(0),
            MessageId = row.GetString(1),
            Attempt = row.GetInt32(2),
            Fence = row.GetInt64(3),
            Waited = Timestamp.ToTimeSpan(Math.Max(0, row.GetInt64(4) - dueAt)),
            Name = row.GetString(6),
            Version = row.GetInt32(7),
            CorrelationId = row.GetString(8),
            Sender = ActivityContext.TryParse(row.GetString(9), row.IsDBNull(10) ? null : row.GetString(10), out var sender) ? sender : default,
            Body = row.GetFieldValue<byte[]>(11),
            LastOutcome = row.IsDBNull(12) ? null : row.GetString(12),
            SupersedeKey = row.IsDBNull(13) ? null : row.GetString(13),
        };
    }

    private static KeyValuePair<long, HeldLease> ReadHeld(DbDataReader row) =>
        KeyValuePair.Create(row.GetInt64(0), new HeldLease(row.GetInt64(1), row.IsDBNull(2) ? null : row.GetString(2)));

    private static void ThrowIfLost(int rows, ClaimedDelivery delivery)
    {
        if (rows == 0)
        {
            throw new LeaseLostException(delivery.Seq, delivery.Fence);
        }
    }
}
