using System.Data.Common;
using System.Diagnostics;

namespace Slipway.Messaging;

/// <content>Claims what is due, lane by lane.</content>
internal sealed partial class DeliveryStore
{
    private const int ClaimAttempts = 3;

    /// <summary>Claims what is due, as much as there is room for once it is the turn of this write.</summary>
    public Task<Claim> ClaimAsync(OwnerId owner, TimeSpan lease, Room room, CancellationToken cancellationToken) =>
        ClaimAsync(owner, lease, room, looksForLost: false, cancellationToken);

    /// <summary>The same, and looks along the way for what <see cref="ReleaseLostAsync"/> releases.</summary>
    public async Task<Claim> ClaimAsync(OwnerId owner, TimeSpan lease, Room room, bool looksForLost, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await ClaimOnceAsync(owner, lease, room, looksForLost, cancellationToken).ConfigureAwait(false);
            }
            catch (DbException error) when (attempt < ClaimAttempts && database.IsLostRace(error))
            {
                // Another process began one of the keys at the same instant. It is seen as running now, so the next look passes it by.
            }
        }
    }

    private async Task<Claim> ClaimOnceAsync(OwnerId owner, TimeSpan lease, Room room, bool looksForLost, CancellationToken cancellationToken)
    {
        var claim = new Claim([], null);
        await database.WriteAsync(async (sql, stop) =>
        {
            claim = await ClaimAsync(sql, owner, lease, room, stop).ConfigureAwait(false);
            if (looksForLost)
            {
                claim = claim with { AnyLost = await AnyLostAsync(sql, owner, stop).ConfigureAwait(false) };
            }
        }, cancellationToken).ConfigureAwait(false);
        return claim;
    }

    /// <summary>Claims what is due within the open transaction, which another process may make fail where it is not the only one that writes.</summary>
    public async Task<Claim> ClaimAsync(SqlRunner sql, OwnerId owner, TimeSpan lease, Room room, CancellationToken cancellationToken)
    {
        var claimed = new List<ClaimedDelivery>();
        long? next = null;
        var now = _clock.Now();
        var most = room.Free();
        foreach (var lane in lanes.InTurn())
        {
            var limit = room.In(lane, most - claimed.Count);
            var (found, again) = lane.Throttle is null
                ? (await ClaimLaneAsync(sql, lane, owner, lease, limit, now, cancellationToken).ConfigureAwait(false), null)
                : await ClaimThrottledAsync(sql, lane, owner, lease, limit, now, cancellationToken).ConfigureAwait(false);
            claimed.AddRange(found);
            next = Earlier(next, again);
            if (found.Count < limit)
            {
                // Else there is no slot for it: the next look follows when one is free.
                next = Earlier(next, await NextDueAsync(sql, lane, now, cancellationToken).ConfigureAwait(false));
            }
        }
        var claim = new Claim([.. claimed.OrderBy(delivery => delivery.Seq)], next);
        room.Taken(claim);
        return claim;
    }

    private async Task<List<ClaimedDelivery>> ClaimLaneAsync(
        SqlRunner sql, Lane lane, OwnerId owner, TimeSpan lease, int limit, long now, CancellationToken cancellationToken)
    {
        if (limit <= 0)
        {
            return [];
        }
        (string, object?)[] due = [("@application", _application), ("@lane", lane.Name), ("@now", now), ("@limit", limit)];
        (string, object?)[] holder = [("@owner", owner.ToString()), ("@lease_until", now + Timestamp.From(lease))];
        if (database.Sql.MarkClaimed is not { } mark)
        {
            return await sql.QueryAsync(database.Sql.Claim, [.. due, .. holder], ReadClaimed, cancellationToken).ConfigureAwait(false);
        }
        var claimed = await sql.QueryAsync(database.Sql.Claim, due, ReadClaimed, cancellationToken).ConfigureAwait(false);
        foreach (var chunk in SeqChunk.Of(claimed.Select(delivery => delivery.Seq)))
        {
            await sql.ExecuteAsync(mark, [.. holder, ("@now", now), .. chunk.Values], cancellationToken).ConfigureAwait(false);
        }
        return claimed;
    }

    /// <returns>What was claimed, and when the throttle lets through more of what is due.</returns>
    private async Task<(List<ClaimedDelivery> Claimed, long? Again)> ClaimThrottledAsync(
        SqlRunner sql, Lane lane, OwnerId owner, TimeSpan lease, int limit, long now, CancellationToken cancellationToken)
    {
        if (limit <= 0 || !await AnyDueAsync(sql, lane, now, cancellationToken).ConfigureAwait(false))
        {
            return ([], null);
        }
        var (taken, nextFreeAt) = await ThrottleSlots.TakeAsync(sql, _application, lane, limit, now, cancellationToken).ConfigureAwait(false);
        var claimed = await ClaimLaneAsync(sql, lane, owner, lease, taken.Length, now, cancellationToken).ConfigureAwait(false);
        await ThrottleSlots.GiveBackAsync(sql, _application, lane, taken.Skip(claimed.Count), cancellationToken).ConfigureAwait(false);
        var isHeldBack = claimed.Count == taken.Length && claimed.Count < limit && await AnyDueAsync(sql, lane, now, cancellationToken).ConfigureAwait(false);
        return (claimed, isHeldBack ? nextFreeAt : null);
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
}
