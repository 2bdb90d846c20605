namespace Slipway.Messaging;

/// <summary>
/// Delivers within one database: an event to every application that subscribed, a task to the one that does it. A task that nobody does
/// is delivered to its sender, where it becomes a dead letter that people see, instead of being lost.
/// </summary>
internal sealed class DatabaseTransport(MessageCatalog catalog, IMessageDatabase database, NewestWins newest, Notices notices) : ITransport
{
    public async Task StoreAsync(SqlRunner sql, OutgoingBatch batch, CancellationToken cancellationToken)
    {
        await newest.LockAsync(sql, batch.Messages.Select(m => m.SupersedeKey), cancellationToken).ConfigureAwait(false);
        foreach (var message in batch.Messages)
        {
            if (!message.OnlyIfSubscribed || await IsSubscribedAsync(sql, message.Descriptor.Name, cancellationToken).ConfigureAwait(false))
            {
                await StoreAsync(sql, batch, message, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    public async Task StoreAsync(SqlRunner sql, IReadOnlyList<OutgoingBatch> batches, CancellationToken cancellationToken)
    {
        (OutgoingBatch Batch, OutgoingMessage Message)[] sent = [.. batches.SelectMany(batch => batch.Messages.Select(message => (batch, message)))];
        if (sent.Length == 0)
        {
            return;
        }
        var sets = database.Sql.Sets;
        var now = database.Clock.Now();
        var due = Array.ConvertAll(sent, s => (s.Message, DueAt: now + Timestamp.From(s.Message.Delay)));
        await sql.ExecuteAsync(sets.InsertMessages, sets.Messages.Values(sent, ("@now", now)), cancellationToken).ConfigureAwait(false);
        var delivered = await sql.QueryAsync(
            sets.InsertDeliveriesToSubscribers, sets.Deliveries.Values(due), row => (Id: row.GetString(0), Application: row.GetString(1)), cancellationToken)
            .ConfigureAwait(false);
        foreach (var application in delivered.Select(d => d.Application).Distinct())
        {
            sql.Signal(StoreSignalKind.Ready, application);
        }
        var received = delivered.Select(d => d.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var (message, dueAt) in due.Where(d => d.Message.Descriptor.Kind == MessageKind.Work && !received.Contains(d.Message.Id)))
        {
            await DeliverAsync(sql, message, dueAt, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task StoreAsync(SqlRunner sql, OutgoingBatch batch, OutgoingMessage message, CancellationToken cancellationToken)
    {
        var now = database.Clock.Now();
        await InsertMessageAsync(sql, batch, message, now, cancellationToken).ConfigureAwait(false);
        var delivered = await DeliverAsync(sql, message, now + Timestamp.From(message.Delay), cancellationToken).ConfigureAwait(false);

        // A copy of what was delivered before overtakes nothing.
        if (delivered > 0 && message.SupersedeKey is { } key)
        {
            foreach (var overtaken in await newest.OvertakeAsync(sql, message.Id, key, cancellationToken).ConfigureAwait(false))
            {
                batch.Touch(overtaken.CorrelationId);
                if (overtaken.IsRunning)
                {
                    sql.Signal(StoreSignalKind.Cancel, overtaken.Application);
                }
                await StoreAsync(sql, notices.Superseded(overtaken), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static async Task<bool> IsSubscribedAsync(SqlRunner sql, string name, CancellationToken cancellationToken) =>
        (await sql.QueryAsync(MessageSql.IsSubscribed, [("@name", name)], _ => true, cancellationToken).ConfigureAwait(false)).Count > 0;

    private static Task<int> InsertMessageAsync(
        SqlRunner sql, OutgoingBatch batch, OutgoingMessage message, long now, CancellationToken cancellationToken) => sql.ExecuteAsync(
        MessageSql.InsertMessage,
        [
            ("@id", message.Id),
            ("@kind", MessageKinds.ToText(message.Descriptor.Kind)),
            ("@name", message.Descriptor.Name),
            ("@version", message.Descriptor.Version),
            ("@correlation_id", message.CorrelationId),
            ("@causation_id", batch.CausationId),
            ("@trace_parent", MessagingTelemetry.TraceParent(message.Trace)),
            ("@trace_state", message.Trace.TraceState),
            ("@body", message.Body),
            ("@sent_at", now),
        ],
        cancellationToken);

    private async Task<int> DeliverAsync(SqlRunner sql, OutgoingMessage message, long dueAt, CancellationToken cancellationToken)
    {
        (string, object?)[] delivery =
        [
            ("@id", message.Id), ("@name", message.Descriptor.Name), ("@exclusive_key", message.ExclusiveKey),
            ("@supersede_key", message.SupersedeKey), ("@due_at", dueAt),
        ];
        var receivers = await sql.QueryAsync(
            MessageSql.InsertDeliveriesToSubscribers, delivery, row => row.GetString(0), cancellationToken).ConfigureAwait(false);
        // A copy of what was delivered before is not delivered to its sender besides.
        if (receivers.Count == 0 && message.Descriptor.Kind == MessageKind.Work
            && !await IsSubscribedAsync(sql, message.Descriptor.Name, cancellationToken).ConfigureAwait(false)
            && await sql.ExecuteAsync(MessageSql.InsertDelivery, [.. delivery, ("@application", catalog.Application)], cancellationToken).ConfigureAwait(false) > 0)
        {
            receivers.Add(catalog.Application);
        }
        foreach (var receiver in receivers)
        {
            sql.Signal(StoreSignalKind.Ready, receiver);
        }
        return receivers.Count;
    }
}
