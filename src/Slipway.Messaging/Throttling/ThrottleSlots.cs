using System.Collections.Immutable;

namespace Slipway.Messaging;

/// <summary>
/// The slots of a throttled lane, taken within the transaction of a claim. As many as may begin within the period; one that is used is free
/// again a period later, so within any period no more begin than the throttle says, however they fall.
/// </summary>
internal static class ThrottleSlots
{
    /// <summary>Takes up to <paramref name="wanted"/> free slots.</summary>
    /// <returns>What was taken, and when the first of the others is free.</returns>
    public static async Task<(ImmutableArray<(int Slot, long FreeAt)> Taken, long? NextFreeAt)> TakeAsync(
        SqlRunner sql, string application, Lane lane, int wanted, long now, CancellationToken cancellationToken)
    {
        var slots = await sql.QueryAsync(
            ThrottleSql.Slots,
            [("@application", application), ("@name", lane.Name)],
            row => (Slot: row.GetInt32(0), FreeAt: row.GetInt64(1)),
            cancellationToken).ConfigureAwait(false);
        var taken = ImmutableArray.CreateBuilder<(int Slot, long FreeAt)>();
        foreach (var (slot, freeAt) in slots.Where(s => s.FreeAt <= now))
        {
            if (taken.Count < wanted && await sql.ExecuteAsync(
                ThrottleSql.TakeSlot,
                [
                    ("@free_at", now + Timestamp.From(lane.Throttle!.Per)), ("@application", application), ("@name", lane.Name), ("@slot", slot), ("@now", now),
                ],
                cancellationToken).ConfigureAwait(false) > 0)
            {
                taken.Add((slot, freeAt));
            }
        }
        var busy = slots.Where(s => s.FreeAt > now).Select(s => (long?)s.FreeAt).Append(taken.Count > 0 ? now + Timestamp.From(lane.Throttle!.Per) : null);
        return (taken.ToImmutable(), busy.Min());
    }

    /// <summary>Gives back what the claim had no use for, as it was.</summary>
    public static async Task GiveBackAsync(
        SqlRunner sql, string application, Lane lane, IEnumerable<(int Slot, long FreeAt)> unused, CancellationToken cancellationToken)
    {
        foreach (var (slot, freeAt) in unused)
        {
            await sql.ExecuteAsync(
                ThrottleSql.GiveSlotBack,
                [("@free_at", freeAt), ("@application", application), ("@name", lane.Name), ("@slot", slot)],
                cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Makes as many slots as the throttle has now, and brings what waits into its lane.</summary>
    public static async Task PrepareAsync(SqlRunner sql, string application, MessageDescriptor descriptor, CancellationToken cancellationToken)
    {
        (string, object?)[] name = [("@application", application), ("@name", descriptor.Name)];
        var count = descriptor.Throttle?.Count ?? 0;
        await sql.ExecuteAsync(ThrottleSql.RemoveSlots, [.. name, ("@count", count)], cancellationToken).ConfigureAwait(false);
        for (var slot = 0; slot < count; slot++)
        {
            await sql.ExecuteAsync(ThrottleSql.AddSlot, [.. name, ("@slot", slot)], cancellationToken).ConfigureAwait(false);
        }
        await sql.ExecuteAsync(MessageSql.MoveToLane, [("@lane", descriptor.Lane), .. name], cancellationToken).ConfigureAwait(false);
    }
}
