namespace Slipway.Messaging.RabbitMq;

/// <summary>The statements of the outbox and of the inbox that take many rows at once.</summary>
internal sealed class OutboxSets
{
    public OutboxSets(RowForm form)
    {
        Outgoing = new RowSet<OutgoingMessage>(
            form,
            RowColumn<OutgoingMessage>.Text("id", m => m.Id),
            RowColumn<OutgoingMessage>.Text("exclusive_key", m => m.ExclusiveKey),
            RowColumn<OutgoingMessage>.Text("supersede_key", m => m.SupersedeKey),
            RowColumn<OutgoingMessage>.Number("notice", m => m.OnlyIfSubscribed ? 1 : 0),
            RowColumn<OutgoingMessage>.Number("delay", m => Timestamp.From(m.Delay)));
        Seqs = new RowSet<long>(form, RowColumn<long>.Number("wanted", seq => seq));
        Arrivals = new RowSet<WireMessage>(
            form,
            RowColumn<WireMessage>.Text("id", m => m.Id),
            RowColumn<WireMessage>.Text("kind", m => MessageKinds.ToText(m.Kind)),
            RowColumn<WireMessage>.Text("name", m => m.Name),
            RowColumn<WireMessage>.Number("version", m => m.Version),
            RowColumn<WireMessage>.Text("correlation_id", m => m.CorrelationId),
            RowColumn<WireMessage>.Text("causation_id", m => m.CausationId),
            RowColumn<WireMessage>.Text("trace_parent", m => m.TraceParent),
            RowColumn<WireMessage>.Text("trace_state", m => m.TraceState),
            RowColumn<WireMessage>.Bytes("body", m => m.Body),
            RowColumn<WireMessage>.Number("sent_at", m => m.SentAt));
        Deliveries = new RowSet<ArrivedDelivery>(
            form,
            RowColumn<ArrivedDelivery>.Text("id", d => d.Message.Id),
            RowColumn<ArrivedDelivery>.Text("name", d => d.Message.Name),
            RowColumn<ArrivedDelivery>.Text("exclusive_key", d => d.Message.ExclusiveKey),
            RowColumn<ArrivedDelivery>.Text("supersede_key", d => d.SupersedeKey),
            RowColumn<ArrivedDelivery>.Text("lane", d => d.Lane),
            RowColumn<ArrivedDelivery>.Text("state", d => DeliveryStates.ToText(d.State)),
            RowColumn<ArrivedDelivery>.Number("due_at", d => d.Message.DueAt),
            RowColumn<ArrivedDelivery>.Number("finished_at", d => d.FinishedAt),
            RowColumn<ArrivedDelivery>.Text("outcome", d => d.Outcome));
        InsertOutbox = $"""
            insert into outbox (message_id, exclusive_key, supersede_key, notice, due_at, next_at)
            select u.id, u.exclusive_key, u.supersede_key, u.notice, @now + u.delay, @now
            from {Outgoing.Source}
            where true
            {Outgoing.InOrder}
            on conflict (message_id) do nothing
            """;
        SelectClaimed = $"""
            select o.seq, o.attempt, m.id, m.kind, m.name, m.version, m.correlation_id, m.causation_id, m.trace_parent, m.trace_state,
                   o.exclusive_key, o.supersede_key, m.sent_at, o.due_at, m.body, o.notice
            from {Seqs.Source} join outbox o on o.seq = u.wanted join message m on m.id = o.message_id
            """;
        DeleteConfirmed = $"""
            delete from outbox where seq in (select u.wanted from {Seqs.Source}) and owner = @owner
            """;
        InsertArrivals = $"""
            insert into message (id, kind, name, version, correlation_id, causation_id, trace_parent, trace_state, body, sent_at)
            select u.id, u.kind, u.name, u.version, u.correlation_id, u.causation_id, u.trace_parent, u.trace_state, u.body, u.sent_at
            from {Arrivals.Source}
            where true
            {Arrivals.InOrder}
            on conflict (id) do nothing
            returning id
            """;
        InsertDeliveries = $"""
            insert into delivery (message_id, application, name, exclusive_key, supersede_key, lane, state, due_at, finished_at, outcome)
            select u.id, @application, u.name, u.exclusive_key, u.supersede_key, u.lane, u.state, u.due_at, u.finished_at, u.outcome
            from {Deliveries.Source}
            where true
            {Deliveries.InOrder}
            on conflict (message_id, application) do nothing
            returning message_id
            """;
    }

    public RowSet<OutgoingMessage> Outgoing { get; }

    public RowSet<long> Seqs { get; }

    public RowSet<WireMessage> Arrivals { get; }

    public RowSet<ArrivedDelivery> Deliveries { get; }

    /// <summary>Gets the statement that notes what is to be sent.</summary>
    public string InsertOutbox { get; }

    /// <summary>Gets the statement that reads what was claimed, in no order.</summary>
    public string SelectClaimed { get; }

    public string DeleteConfirmed { get; }

    /// <summary>Gets the statement that stores messages that arrived, and returns the ids of those that were not known.</summary>
    public string InsertArrivals { get; }

    /// <summary>Gets the statement that delivers what arrived, and returns the ids of what was not delivered before.</summary>
    public string InsertDeliveries { get; }
}
