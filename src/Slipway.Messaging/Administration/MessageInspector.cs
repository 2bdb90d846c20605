using System.Collections.Immutable;
using System.Data.Common;

namespace Slipway.Messaging;

/// <summary>Finds one message with all that belongs to it.</summary>
internal sealed class MessageInspector(IMessageDatabase database, IMessageHistory history)
{
    public async Task<ImmutableArray<string>> FindIdsAsync(string prefix, int limit, CancellationToken cancellationToken)
    {
        var sql = await database.OpenReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (sql.ConfigureAwait(false))
        {
            var exact = await sql.QueryAsync(AdministrationSql.IdExists, [("@id", prefix)], row => row.GetString(0), cancellationToken).ConfigureAwait(false);
            return exact.Count > 0 ? [.. exact] :
            [
                .. await sql.QueryAsync(
                    AdministrationSql.IdsByPrefix,
                    [("@prefix", prefix), ("@end", prefix + "g"), ("@limit", limit)],
                    row => row.GetString(0),
                    cancellationToken).ConfigureAwait(false),
            ];
        }
    }

    public async Task<MessageDetail?> FindAsync(string messageId, CancellationToken cancellationToken)
    {
        var sql = await database.OpenReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (sql.ConfigureAwait(false))
        {
            var found = await sql.QueryAsync(AdministrationSql.Message, [("@id", messageId)], ReadMessage, cancellationToken).ConfigureAwait(false);
            if (found is not [var (chain, detail)])
            {
                return null;
            }
            var messages = await history.GetChainsAsync([chain], cancellationToken).ConfigureAwait(false);
            if (messages.FirstOrDefault(m => m.Id == messageId) is not { } message)
            {
                return null;   // purged in this instant
            }
            var attempts = (await sql.QueryAsync(AdministrationSql.AttemptsOfMessage, [("@id", messageId)], ReadAttempt, cancellationToken).ConfigureAwait(false))
                .ToLookup(a => a.Delivery, a => a.Attempt);
            var deliveries = await sql.QueryAsync(
                AdministrationSql.DeliveriesOfMessage, [("@id", messageId), ("@now", database.Clock.Now())], ReadDelivery, cancellationToken).ConfigureAwait(false);
            return detail(message) with
            {
                ReplayedAs = [.. await sql.QueryAsync(AdministrationSql.Replays, [("@id", messageId)], row => row.GetString(0), cancellationToken).ConfigureAwait(false)],
                Deliveries = [.. deliveries.Select(d => d.Detail with { Attempts = [.. attempts[d.Seq]] })],
                Before = Causes(message, messages),
                After = Effects(message, messages),
            };
        }
    }

    private static ImmutableArray<MessageRecord> Causes(MessageRecord message, IReadOnlyList<MessageRecord> chain)
    {
        var byId = chain.ToDictionary(m => m.Id, StringComparer.Ordinal);
        var causes = new List<MessageRecord>();

        // Bounded: bytes from elsewhere could claim a circle.
        for (var at = message; causes.Count < chain.Count && at.CausationId is { } id && byId.TryGetValue(id, out var cause); at = cause)
        {
            causes.Add(cause);
        }
        causes.Reverse();
        return [.. causes];
    }

    private static ImmutableArray<MessageRecord> Effects(MessageRecord message, IReadOnlyList<MessageRecord> chain)
    {
        // A message is sent after the one that caused it, so one look in the order of sending finds all.
        var reached = new HashSet<string>(StringComparer.Ordinal) { message.Id };
        return [.. chain.Where(m => m.CausationId is { } cause && reached.Contains(cause) && reached.Add(m.Id))];
    }

    private static (string Chain, Func<MessageRecord, MessageDetail> Detail) ReadMessage(DbDataReader row)
    {
        var (version, parent, state, replayOf) = (row.GetInt32(2), row.GetString(3), Text(row, 4), Text(row, 5));
        var body = row.GetFieldValue<byte[]>(6);
        return (row.GetString(1), message => new MessageDetail
        {
            Message = message,
            Version = version,
            TraceParent = parent,
            TraceState = state,
            ReplayOf = replayOf,
            Body = body,
            Deliveries = [],
            Before = [],
            After = [],
        });
    }

    private static (long Delivery, AttemptRecord Attempt) ReadAttempt(DbDataReader row) => (row.GetInt64(0), new AttemptRecord(
        row.GetInt32(1), Time(row, 2), Timestamp.ToDateTimeOffset(row.GetInt64(3)), row.GetString(4), Text(row, 5), Text(row, 6), Text(row, 7)));

    private static (long Seq, DeliveryDetail Detail) ReadDelivery(DbDataReader row)
    {
        var condition = MessageConditions.Find(row.GetString(11)) ?? throw new InvalidOperationException($"Unknown state '{row.GetString(11)}' in the store.");
        var (seq, summary) = DeliveryBrowser.Read(row, condition, 19);
        return (seq, new DeliveryDetail(
            summary, Text(row, 12), Time(row, 13), Time(row, 14), Time(row, 15), Text(row, 16), Text(row, 17), Text(row, 18), []));
    }

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static DateTimeOffset? Time(DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : Timestamp.ToDateTimeOffset(row.GetInt64(column));
}
