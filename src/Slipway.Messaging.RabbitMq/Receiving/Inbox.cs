using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Slipway.Messaging.RabbitMq;

/// <summary>Stores what arrived as deliveries of this application, each message once, however often it arrives.</summary>
internal sealed class Inbox(
    IMessageDatabase database, MessageCatalog catalog, NewestWins newest, Notices notices, ITransport transport, DirectStart direct, CommitSignals signals,
    RabbitMqTelemetry telemetry, KillSwitch kill, ILogger<Inbox> logger)
{
    private readonly OutboxSets _sets = new(database.Sql.Rows);

    /// <summary>Stores what arrived, from the beginning as far as it is best stored at once, and returns when that is committed. Safe to repeat.</summary>
    /// <returns>How many were stored; one at least.</returns>
    public async Task<int> StoreAsync(IReadOnlyList<Arrival> arrived, string queue, CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        var places = await direct.ReserveAsync(arrived.Count(MayBegin), cancellationToken).ConfigureAwait(false);
        var arrivals = Beginning(arrived, places);
        Reach(KillPoint.BeforeReceive, arrivals);
        var batch = new InboxBatch();
        try
        {
            await database.WriteAsync((sql, stop) => WriteAsync(sql, arrivals, places, batch, stop), cancellationToken).ConfigureAwait(false);
            Reach(KillPoint.AfterReceive, arrivals);
        }
        catch
        {
            if (places is not null)
            {
                direct.GiveBack(places);
            }
            throw;
        }
        if (places is not null)
        {
            direct.Start(places, batch.Begun, began);
        }
        Tell(arrivals, queue, batch);
        return arrivals.Count;
    }

    // No more than can begin: the rest has a slot in a moment, and needs no claim of its own then.
    private IReadOnlyList<Arrival> Beginning(IReadOnlyList<Arrival> arrived, DirectPlaces? places)
    {
        if (places is null)
        {
            return arrived;
        }
        var left = places.Count;
        return [.. arrived.TakeWhile(arrival => !MayBegin(arrival) || left-- > 0)];
    }

    private async Task WriteAsync(SqlRunner sql, IReadOnlyList<Arrival> arrivals, DirectPlaces? places, InboxBatch batch, CancellationToken cancellationToken)
    {
        batch.Clear();
        batch.Now = database.Clock.Now();
        await newest.LockAsync(sql, arrivals.Select(SupersedeKey), cancellationToken).ConfigureAwait(false);
        foreach (var piece in Pieces(arrivals))
        {
            batch.Unknown.UnionWith(await InsertMessagesAsync(sql, piece, cancellationToken).ConfigureAwait(false));
            HashSet<string> begin = places is null
                ? []
                : [.. piece.Where(MayBegin).Take(places.Count - batch.Tried).Select(a => a.Message.Id)];
            batch.Tried += begin.Count;
            var inserted = await InsertDeliveriesAsync(sql, piece, begin, places, batch.Now, cancellationToken).ConfigureAwait(false);
            batch.Delivered.UnionWith(inserted.Select(i => i.Id));
            var seqs = inserted.ToDictionary(i => i.Id, i => i.Seq, StringComparer.Ordinal);
            batch.Begun.AddRange(
                from a in piece
                where begin.Contains(a.Message.Id) && seqs.ContainsKey(a.Message.Id)
                select Claimed(seqs[a.Message.Id], a.Message, batch.Now));
            if (inserted.Count > 0 && SupersedeKey(piece[0]) is { } key)
            {
                batch.Chains.UnionWith(await OvertakeAsync(sql, inserted[0].Id, key, cancellationToken).ConfigureAwait(false));
            }
        }
        if (batch.Delivered.Count > batch.Begun.Count)
        {
            sql.Signal(StoreSignalKind.Ready, catalog.Application);
        }
    }

    // What stands in no line, overtakes nothing, is due and has no limit of its own.
    private bool MayBegin(Arrival arrival) =>
        arrival is { Problem: null, Message: { ExclusiveKey: null, SupersedeKey: null } message } && message.DueAt <= database.Clock.Now()
        && catalog.FindByWireName(message.Name, message.Version) is { Lane: Lanes.General, IsOvertakable: false };

    // In the order of arrival. One that may overtake others comes alone: it must not meet those that arrived after it. Twice in one batch is
    // once as well, and a statement cannot meet the same row twice.
    private static IEnumerable<Arrival[]> Pieces(IReadOnlyList<Arrival> arrivals)
    {
        var plain = new List<Arrival>();
        foreach (var arrival in arrivals.DistinctBy(a => a.Message.Id))
        {
            if (SupersedeKey(arrival) is null)
            {
                plain.Add(arrival);
                continue;
            }
            if (plain.Count > 0)
            {
                yield return plain.ToArray();
            }
            plain.Clear();
            yield return [arrival];
        }
        if (plain.Count > 0)
        {
            yield return plain.ToArray();
        }
    }

    private void Reach(KillPoint point, IEnumerable<Arrival> arrivals)
    {
        foreach (var arrival in arrivals)
        {
            kill.Reach(point, arrival.Message.Name);
        }
    }

    private static string? SupersedeKey(Arrival arrival) => arrival.Problem is null ? arrival.Message.SupersedeKey : null;

    /// <returns>The chains of what is overtaken.</returns>
    private async Task<IEnumerable<string>> OvertakeAsync(SqlRunner sql, string id, string key, CancellationToken cancellationToken)
    {
        var overtaken = await newest.ArriveAsync(sql, id, id, catalog.Application, key, cancellationToken).ConfigureAwait(false);
        foreach (var one in overtaken)
        {
            if (one.IsRunning)
            {
                sql.Signal(StoreSignalKind.Cancel, one.Application);
            }
            await transport.StoreAsync(sql, notices.Superseded(one), cancellationToken).ConfigureAwait(false);
        }
        return overtaken.Select(o => o.CorrelationId);
    }

    private string Lane(WireMessage message) => catalog.FindByWireName(message.Name, message.Version)?.Lane ?? Lanes.General;

    private Task<List<string>> InsertMessagesAsync(SqlRunner sql, Arrival[] piece, CancellationToken cancellationToken) => sql.QueryAsync(
        _sets.InsertArrivals, _sets.Arrivals.Values(Array.ConvertAll(piece, a => a.Message)), row => row.GetString(0), cancellationToken);

    private Task<List<(string Id, long Seq)>> InsertDeliveriesAsync(
        SqlRunner sql, Arrival[] piece, HashSet<string> begin, DirectPlaces? places, long now, CancellationToken cancellationToken) => sql.QueryAsync(
        _sets.InsertDeliveries,
        _sets.Deliveries.Values(
            Array.ConvertAll(piece, a => DeliveryOf(a, begin.Contains(a.Message.Id) ? places : null, now)), ("@application", catalog.Application)),
        row => (row.GetString(0), row.GetInt64(1)),
        cancellationToken);

    private ArrivedDelivery DeliveryOf(Arrival arrival, DirectPlaces? places, long now) => (arrival.Problem, places) switch
    {
        ({ } problem, _) => new ArrivedDelivery(arrival.Message, null, Lane(arrival.Message), DeliveryState.Dead, now, Texts.Line(problem)),
        (null, null) => new ArrivedDelivery(arrival.Message, SupersedeKey(arrival), Lane(arrival.Message), DeliveryState.Ready, null, null),
        (null, _) => new ArrivedDelivery(arrival.Message, null, Lanes.General, DeliveryState.Running, null, null)
        {
            Owner = places.Owner.ToString(),
            StartedAt = now,
            LeaseUntil = now + Timestamp.From(places.Lease),
        },
    };

    // The first claim, which the row is stored with.
    private static ClaimedDelivery Claimed(long seq, WireMessage message, long now) => new()
    {
        Seq = seq,
        MessageId = message.Id,
        Name = message.Name,
        Version = message.Version,
        CorrelationId = message.CorrelationId,
        Sender = ActivityContext.TryParse(message.TraceParent, message.TraceState, out var sender) ? sender : default,
        Body = message.Body,
        Attempt = 1,
        Fence = 1,
        LastOutcome = null,
        NothingWaitsForIt = true,
        Waited = Timestamp.ToTimeSpan(Math.Max(0, now - message.DueAt)),
    };

    private void Tell(IReadOnlyList<Arrival> arrivals, string queue, InboxBatch batch)
    {
        var delivered = batch.Delivered.Count;
        foreach (var arrival in arrivals)
        {
            var message = arrival.Message;
            if (!batch.Delivered.Remove(message.Id))
            {
                telemetry.Duplicate(message.Name);
                continue;
            }
            if (arrival.Problem is { } problem)
            {
                logger.Undecodable(queue, message.Id, problem);
            }

            // Of a message that was sent here and is due, its begin will tell in a moment.
            if (batch.Unknown.Contains(message.Id) || message.DueAt > batch.Now)
            {
                batch.Chains.Add(message.CorrelationId);
            }
        }
        batch.Chains.UnionWith(batch.Begun.Select(b => b.CorrelationId));
        if (delivered > batch.Begun.Count)
        {
            signals.Committed([.. batch.Chains], arrivals.Any(a => a.Message.SupersedeKey is not null));
        }
        else
        {
            signals.Tell([.. batch.Chains]);
        }
    }
}
