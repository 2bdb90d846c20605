using Microsoft.Extensions.Logging;

namespace Slipway.Messaging.RabbitMq;

/// <summary>Stores what arrived as deliveries of this application, each message once, however often it arrives.</summary>
internal sealed class Inbox(
    IMessageDatabase database, MessageCatalog catalog, NewestWins newest, Notices notices, ITransport transport, CommitSignals signals,
    RabbitMqTelemetry telemetry, KillSwitch kill, ILogger<Inbox> logger)
{
    private readonly OutboxSets _sets = new(database.Sql.Rows);

    /// <summary>Returns once the whole batch is committed. Safe to repeat.</summary>
    public async Task StoreAsync(IReadOnlyList<Arrival> arrivals, string queue, CancellationToken cancellationToken)
    {
        Reach(KillPoint.BeforeReceive, arrivals);
        HashSet<string> unknown = [];
        HashSet<string> delivered = [];
        HashSet<string> overtaken = [];
        var now = 0L;
        await database.WriteAsync(async (sql, stop) =>
        {
            unknown.Clear();
            delivered.Clear();
            overtaken.Clear();
            now = database.Clock.Now();
            await newest.LockAsync(sql, arrivals.Select(SupersedeKey), stop).ConfigureAwait(false);

            foreach (var piece in Pieces(arrivals))
            {
                unknown.UnionWith(await InsertMessagesAsync(sql, piece, stop).ConfigureAwait(false));
                var inserted = await InsertDeliveriesAsync(sql, piece, now, stop).ConfigureAwait(false);
                delivered.UnionWith(inserted);
                if (inserted.Count > 0 && SupersedeKey(piece[0]) is { } key)
                {
                    overtaken.UnionWith(await OvertakeAsync(sql, inserted[0], key, stop).ConfigureAwait(false));
                }
            }
            if (delivered.Count > 0)
            {
                sql.Signal(StoreSignalKind.Ready, catalog.Application);
            }
        }, cancellationToken).ConfigureAwait(false);
        Reach(KillPoint.AfterReceive, arrivals);
        Tell(arrivals, queue, unknown, delivered, overtaken, now);
    }

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

    private Task<List<string>> InsertDeliveriesAsync(SqlRunner sql, Arrival[] piece, long now, CancellationToken cancellationToken) => sql.QueryAsync(
        _sets.InsertDeliveries,
        _sets.Deliveries.Values(Array.ConvertAll(piece, a => DeliveryOf(a, now)), ("@application", catalog.Application)),
        row => row.GetString(0),
        cancellationToken);

    private ArrivedDelivery DeliveryOf(Arrival arrival, long now) => arrival.Problem is null
        ? new ArrivedDelivery(arrival.Message, SupersedeKey(arrival), Lane(arrival.Message), DeliveryState.Ready, null, null)
        : new ArrivedDelivery(arrival.Message, null, Lane(arrival.Message), DeliveryState.Dead, now, Texts.Line(arrival.Problem));

    private void Tell(IReadOnlyList<Arrival> arrivals, string queue, HashSet<string> unknown, HashSet<string> delivered, HashSet<string> chains, long now)
    {
        foreach (var arrival in arrivals)
        {
            var message = arrival.Message;
            if (!delivered.Remove(message.Id))
            {
                telemetry.Duplicate(message.Name);
                continue;
            }
            if (arrival.Problem is { } problem)
            {
                logger.Undecodable(queue, message.Id, problem);
            }

            // Of a message that was sent here and is due, its begin will tell in a moment.
            if (unknown.Contains(message.Id) || message.DueAt > now)
            {
                chains.Add(message.CorrelationId);
            }
        }
        signals.Committed([.. chains], arrivals.Any(a => a.Message.SupersedeKey is not null));
    }
}
