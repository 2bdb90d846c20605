namespace Slipway.Messaging.RabbitMq;

/// <summary>The statements of the outbox and of the inbox that take many rows at once.</summary>
internal sealed class OutboxSets
{
    // What is written is due at once, also by the clock of a process that is behind: microseconds.
    private const int Skew = 1_000_000;

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
            RowColumn<ArrivedDelivery>.Text("outcome", d => d.Outcome),
            RowColumn<ArrivedDelivery>.Number("claims", d => d.Owner is null ? 0 : 1),
            RowColumn<ArrivedDelivery>.Text("owner", d => d.Owner),
            RowColumn<ArrivedDelivery>.Number("started_at", d => d.StartedAt),
            RowColumn<ArrivedDelivery>.Number("lease_until", d => d.LeaseUntil));
        InsertOutbox = $"""
            insert into outbox (message_id, exclusive_key, supersede_key, notice, due_at, next_at)
            select u.id, u.exclusive_key, u.supersede_key, u.notice, @now + u.delay, @now - {Skew}
            from {Outgoing.Source}
            where true
            {Outgoing.InOrder}
            on conflict (message_id) do nothing
            """;
        InsertClaimed = $"""
            insert into outbox (message_id, exclusive_key, supersede_key, notice, due_at, next_at, owner, claim_until)
            select u.id, u.exclusive_key, u.supersede_key, u.notice, @now + u.delay, @now - {Skew},
                   case when u.exclusive_key is null and u.supersede_key is null then @owner end,
                   case when u.exclusive_key is null and u.supersede_key is null then @claim_until end
            from {Outgoing.Source}
            where true
            {Outgoing.InOrder}
            on conflict (message_id) do nothing
            returning seq, message_id
            """;
        SelectClaimed = $"""
            select o.seq, o.attempt, m.id, m.kind, m.name, m.version, m.correlation_id, m.causation_id, m.trace_parent, m.trace_state,
                   o.exclusive_key, o.supersede_key, m.sent_at, o.due_at, m.body, o.notice
            from {Seqs.Source} join outbox o on o.seq = u.wanted join message m on m.id = o.message_id
            """;
        DeleteConfirmed = $"""
            delete from outbox where seq in (select u.wanted from {Seqs.Source}) and owner = @owner
            """;
        Release = $"""
            update outbox set owner = null, claim_until = null where seq in (select u.wanted from {Seqs.Source}) and owner = @owner
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
            insert into delivery (
              message_id, application, name, exclusive_key, supersede_key, lane, state, due_at, finished_at, outcome, attempt, fence, owner, started_at,
              lease_until)
            select u.id, @application, u.name, u.exclusive_key, u.supersede_key, u.lane, u.state, u.due_at, u.finished_at, u.outcome, u.claims, u.claims,
                   u.owner, u.started_at, u.lease_until
            from {Deliveries.Source}
            where true
            {Deliveries.InOrder}
            on conflict (message_id, application) do nothing
            returning message_id, seq
            """;
    }

    public RowSet<OutgoingMessage> Outgoing { get; }

    public RowSet<long> Seqs { get; }

    public RowSet<WireMessage> Arrivals { get; }

    public RowSet<ArrivedDelivery> Deliveries { get; }

    /// <summary>Gets the statement that notes what is to be sent.</summary>
    public string InsertOutbox { get; }

    /// <summary>Gets the statement that does the same, claims those that have no key, and returns the numbers and ids of all that were not there.</summary>
    public string InsertClaimed { get; }

    /// <summary>Gets the statement that reads what was claimed, in no order.</summary>
    public string SelectClaimed { get; }

    public string DeleteConfirmed { get; }

    /// <summary>Gets the statement that lets go of rows.</summary>
    public string Release { get; }

    /// <summary>Gets the statement that stores messages that arrived, and returns the ids of those that were not known.</summary>
    public string InsertArrivals { get; }

    /// <summary>Gets the statement that delivers what arrived, and returns the ids and numbers of what was not delivered before.</summary>
    public string InsertDeliveries { get; }
}
