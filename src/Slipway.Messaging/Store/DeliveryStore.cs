using System.Collections.Immutable;
using System.Data.Common;

namespace Slipway.Messaging;

/// <summary>Claims, renews and finishes the deliveries of this application.</summary>
internal sealed partial class DeliveryStore(
    IMessageDatabase database, MessageCatalog catalog, Lanes lanes, ITransport transport, Notices notices)
{
    private readonly string _application = catalog.Application;
    private readonly IMessageClock _clock = database.Clock;

    /// <summary>Renews every lease of the owner in one statement, stores how far its work is, and returns what it still holds.</summary>
    public async Task<IReadOnlyDictionary<long, HeldLease>> RenewAsync(
        OwnerId owner, TimeSpan lease, IReadOnlyCollection<(ClaimedDelivery Delivery, Beat Beat)> beats, CancellationToken cancellationToken)
    {
        List<KeyValuePair<long, HeldLease>> held = [];
        await database.WriteAsync(async (sql, stop) =>
        {
            held = await sql.QueryAsync(
                database.Sql.Renew,
                [("@application", _application), ("@owner", owner.ToString()), ("@lease_until", _clock.Now() + Timestamp.From(lease))],
                ReadHeld,
                stop).ConfigureAwait(false);

            // Afterwards: the renewal locks all in one order, and what others end in that order must not meet it half-way.
            foreach (var (delivery, beat) in beats)
            {
                await SaveProgressAsync(sql, delivery, beat, stop).ConfigureAwait(false);
            }
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
        SqlRunner sql, ClaimedDelivery delivery, DeliveryState state, string? outcome, CancellationToken cancellationToken) =>
        ThrowIfLost(await TryFinishAsync(sql, delivery, state, outcome, cancellationToken).ConfigureAwait(false) ? 1 : 0, delivery);

    /// <summary>Ends deliveries within one transaction.</summary>
    /// <returns>The <c>seq</c> of those that were still held; the others may be another worker's by now.</returns>
    public async Task<IReadOnlySet<long>> FinishAsync(SqlRunner sql, IReadOnlyList<Finish> finishes, CancellationToken cancellationToken)
    {
        if (database.Sql.FinishMany is { } many)
        {
            return await FinishAlikeAsync(sql, many, finishes, cancellationToken).ConfigureAwait(false);
        }
        var sets = database.Sql.Sets;

        // Whatever locks several rows that run does so in the order of seq, so that nobody waits in a circle.
        var ended = await sql.QueryAsync(
            sets.Finish!, sets.Finishes.Values([.. finishes.OrderBy(f => f.Delivery.Seq)], ("@now", _clock.Now())), row => row.GetInt64(0), cancellationToken)
            .ConfigureAwait(false);
        return ended.ToHashSet();
    }

    // Most end in their first run and without a word.
    private async Task<HashSet<long>> FinishAlikeAsync(SqlRunner sql, string many, IReadOnlyList<Finish> finishes, CancellationToken cancellationToken)
    {
        var ended = new HashSet<long>();
        foreach (var alike in finishes.GroupBy(f => (f.State, f.Outcome, f.Delivery.Fence)))
        {
            (string, object?)[] end =
            [
                ("@state", DeliveryStates.ToText(alike.Key.State)), ("@now", _clock.Now()), ("@outcome", Texts.Line(alike.Key.Outcome)),
                ("@fence", alike.Key.Fence),
            ];
            foreach (var chunk in SeqChunk.Of(alike.Select(f => f.Delivery.Seq)))
            {
                ended.UnionWith(await sql.QueryAsync(many, [.. end, .. chunk.Values], row => row.GetInt64(0), cancellationToken).ConfigureAwait(false));
            }
        }
        return ended;
    }

    /// <summary>Lets the delivery wait for another attempt, or supersedes it if newer work has overtaken it meanwhile.</summary>
    /// <exception cref="LeaseLostException">Another worker may have it.</exception>
    public async Task WaitAgainAsync(
        SqlRunner sql, ClaimedDelivery delivery, TimeSpan delay, bool counts, string? outcome, CancellationToken cancellationToken)
    {
        var now = _clock.Now();
        var dueAt = delay > TimeSpan.Zero ? _clock.NowAtMost() + Timestamp.From(delay) : now;
        var overtakenBy = await WaitAgainAsync(
            sql, delivery.Seq, delivery.Fence, now, dueAt, counts, Texts.Line(outcome), cancellationToken).ConfigureAwait(false);
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
    /// Tells whether there is anything to release: what a claim that looks for it as well finds along the way. A look without a write lock.
    /// </summary>
    public async Task<bool> AnyLostAsync(OwnerId self, CancellationToken cancellationToken)
    {
        var sql = await database.OpenReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (sql.ConfigureAwait(false))
        {
            return await AnyLostAsync(sql, self, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Makes deliveries ready again whose lease ran out, or whose owner is a process of this machine that no longer exists. The attempt
    /// counts: a message that kills its process must not do so for ever.
    /// </summary>
    /// <returns>The chains they belong to.</returns>
    public async Task<ImmutableArray<string>> ReleaseLostAsync(OwnerId self, CancellationToken cancellationToken)
    {
        var chains = ImmutableArray<string>.Empty;
        await database.WriteAsync(async (sql, stop) =>
        {
            var gone = (await HoldersAsync(sql, self, stop).ConfigureAwait(false)).Where(IsGone).Select(h => h.Owner).Distinct();
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

    private async Task<bool> TryFinishAsync(
        SqlRunner sql, ClaimedDelivery delivery, DeliveryState state, string? outcome, CancellationToken cancellationToken) => await sql.ExecuteAsync(
        MessageSql.Finish,
        [
            ("@state", DeliveryStates.ToText(state)), ("@now", _clock.Now()), ("@outcome", Texts.Line(outcome)), ("@seq", delivery.Seq),
            ("@fence", delivery.Fence),
        ],
        cancellationToken).ConfigureAwait(false) > 0;

    // The id of the newer message if it is superseded, null if it waits; nothing if it is not held any more.
    private static async Task<List<string?>> WaitAgainAsync(
        SqlRunner sql, long seq, long fence, long now, long dueAt, bool counts, string? outcome, CancellationToken cancellationToken) =>
        await sql.QueryAsync(
            MessageSql.WaitAgain,
            [("@now", now), ("@due_at", dueAt), ("@uncounted", counts ? 0 : 1), ("@outcome", outcome), ("@seq", seq), ("@fence", fence)],
            row => row.IsDBNull(0) ? null : row.GetString(0),
            cancellationToken).ConfigureAwait(false);

    private async Task<bool> AnyLostAsync(SqlRunner sql, OwnerId self, CancellationToken cancellationToken) =>
        (await HoldersAsync(sql, self, cancellationToken).ConfigureAwait(false)).Exists(h => h.IsLate || IsGone(h));

    private async Task<List<(long Seq, long Fence, string Chain)>> LostAsync(SqlRunner sql, string owner, CancellationToken cancellationToken) =>
        await sql.QueryAsync(
            MessageSql.LostDeliveries,
            [("@application", _application), ("@now", _clock.Now()), ("@owner", owner)],
            row => (row.GetInt64(0), row.GetInt64(1), row.GetString(2)),
            cancellationToken).ConfigureAwait(false);

    private Task<List<(string Owner, bool IsLate)>> HoldersAsync(SqlRunner sql, OwnerId self, CancellationToken cancellationToken) => sql.QueryAsync(
        MessageSql.Holders,
        [("@now", _clock.Now()), ("@application", _application), ("@owner", self.ToString())],
        row => (row.GetString(0), row.GetInt32(1) == 1),
        cancellationToken);

    private static bool IsGone((string Owner, bool IsLate) holder) => OwnerId.IsKnownToBeGone(holder.Owner);

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
