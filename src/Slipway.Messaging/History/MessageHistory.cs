using System.Collections.Immutable;
using System.Data.Common;
using System.Diagnostics;

namespace Slipway.Messaging;

internal sealed class MessageHistory(IMessageDatabase database) : IMessageHistory
{
    public async Task<IReadOnlyList<MessageRecord>> GetChainsAsync(
        IReadOnlyCollection<string> correlationIds, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(correlationIds);
        var found = new List<(long Seq, MessageRecord Record)>();
        var sql = await database.OpenReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (sql.ConfigureAwait(false))
        {
            foreach (var chain in correlationIds.Distinct(StringComparer.Ordinal))
            {
                // Messages first: one that is sent between the two statements is then missing, never shown without its deliveries.
                var messages = await sql.QueryAsync(MessageSql.MessagesOfChain, [("@correlation_id", chain)], ReadMessage, cancellationToken).ConfigureAwait(false);
                var deliveries = (await sql.QueryAsync(MessageSql.DeliveriesOfChain, [("@correlation_id", chain)], ReadDelivery, cancellationToken).ConfigureAwait(false))
                    .ToLookup(d => d.MessageId, d => d.Delivery);
                found.AddRange(messages.Select(m => (m.Seq, m.Record with { Deliveries = [.. deliveries[m.Record.Id]] })));
            }
        }
        // Several chains may have begun with the same message of another one.
        return [.. found.DistinctBy(f => f.Seq).OrderBy(f => f.Seq).Select(f => f.Record)];
    }

    private static (long Seq, MessageRecord Record) ReadMessage(DbDataReader row) => (
        row.GetInt64(7),
        new MessageRecord(
            row.GetString(0),
            MessageKinds.FromText(row.GetString(1)),
            row.GetString(2),
            row.GetString(3),
            row.IsDBNull(4) ? null : row.GetString(4),
            ActivityContext.TryParse(row.GetString(5), null, out var trace) ? trace.TraceId.ToHexString() : new string('0', 32),
            Timestamp.ToDateTimeOffset(row.GetInt64(6)),
            ImmutableArray<DeliveryRecord>.Empty));

    private static (string MessageId, DeliveryRecord Delivery) ReadDelivery(DbDataReader row)
    {
        var state = DeliveryStates.FromText(row.GetString(3));
        return (row.GetString(0), new DeliveryRecord(
            $"{row.GetString(1)}/{row.GetString(2)}",
            state,
            row.GetInt32(4),
            ReadTime(row, 5),
            ReadTime(row, 6),
            state == DeliveryState.Ready ? ReadTime(row, 7) : null,
            row.IsDBNull(8) ? null : row.GetString(8))
        {
            Progress = row.IsDBNull(9) ? null : row.GetDouble(9),
            ProgressNote = row.IsDBNull(10) ? null : row.GetString(10),
        });
    }

    private static DateTimeOffset? ReadTime(DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : Timestamp.ToDateTimeOffset(row.GetInt64(column));
}
