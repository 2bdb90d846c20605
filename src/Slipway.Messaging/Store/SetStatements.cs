namespace Slipway.Messaging;

/// <summary>The statements that do for many rows at once what those of <see cref="MessageSql"/> do one by one.</summary>
internal sealed class SetStatements
{
    public SetStatements(RowForm form)
    {
        Finishes = new RowSet<Finish>(
            form,
            RowColumn<Finish>.Number("held_seq", f => f.Delivery.Seq),
            RowColumn<Finish>.Number("held_fence", f => f.Delivery.Fence),
            RowColumn<Finish>.Text("state", f => DeliveryStates.ToText(f.State)),
            RowColumn<Finish>.Text("outcome", f => Texts.Line(f.Outcome)));
        Messages = new RowSet<(OutgoingBatch Batch, OutgoingMessage Message)>(
            form,
            RowColumn<(OutgoingBatch Batch, OutgoingMessage Message)>.Text("id", s => s.Message.Id),
            RowColumn<(OutgoingBatch Batch, OutgoingMessage Message)>.Text("kind", s => MessageKinds.ToText(s.Message.Descriptor.Kind)),
            RowColumn<(OutgoingBatch Batch, OutgoingMessage Message)>.Text("name", s => s.Message.Descriptor.Name),
            RowColumn<(OutgoingBatch Batch, OutgoingMessage Message)>.Number("version", s => s.Message.Descriptor.Version),
            RowColumn<(OutgoingBatch Batch, OutgoingMessage Message)>.Text("correlation_id", s => s.Message.CorrelationId),
            RowColumn<(OutgoingBatch Batch, OutgoingMessage Message)>.Text("causation_id", s => s.Batch.CausationId),
            RowColumn<(OutgoingBatch Batch, OutgoingMessage Message)>.Text("trace_parent", s => MessagingTelemetry.TraceParent(s.Message.Trace)),
            RowColumn<(OutgoingBatch Batch, OutgoingMessage Message)>.Text("trace_state", s => s.Message.Trace.TraceState),
            RowColumn<(OutgoingBatch Batch, OutgoingMessage Message)>.Bytes("body", s => s.Message.Body));
        Deliveries = new RowSet<(OutgoingMessage Message, long DueAt)>(
            form,
            RowColumn<(OutgoingMessage Message, long DueAt)>.Text("id", d => d.Message.Id),
            RowColumn<(OutgoingMessage Message, long DueAt)>.Text("name", d => d.Message.Descriptor.Name),
            RowColumn<(OutgoingMessage Message, long DueAt)>.Text("exclusive_key", d => d.Message.ExclusiveKey),
            RowColumn<(OutgoingMessage Message, long DueAt)>.Number("due_at", d => d.DueAt));
        // SQLite ends them by MessageSql.FinishMany.
        Finish = form == RowForm.Json ? null : $"""
            update delivery as d
            set state = u.state, finished_at = @now, outcome = u.outcome, owner = null, lease_until = null
            from {Finishes.Source}
            where d.seq = u.held_seq and d.fence = u.held_fence and d.state = 'running'
            returning seq
            """;
        InsertMessages = $"""
            insert into message (id, kind, name, version, correlation_id, causation_id, trace_parent, trace_state, body, sent_at)
            select u.id, u.kind, u.name, u.version, u.correlation_id, u.causation_id, u.trace_parent, u.trace_state, u.body, @now
            from {Messages.Source}
            where true
            {Messages.InOrder}
            on conflict (id) do nothing
            """;
        InsertDeliveriesToSubscribers = $"""
            insert into delivery (message_id, application, name, exclusive_key, lane, state, due_at)
            select u.id, s.application, u.name, u.exclusive_key, s.lane, 'ready', u.due_at
            from {Deliveries.Source} cross join subscription s
            where s.name = u.name
            {Deliveries.InOrder}
            on conflict (message_id, application) do nothing
            returning message_id, application
            """;
    }

    public RowSet<Finish> Finishes { get; }

    public RowSet<(OutgoingBatch Batch, OutgoingMessage Message)> Messages { get; }

    public RowSet<(OutgoingMessage Message, long DueAt)> Deliveries { get; }

    /// <summary>Gets the statement that ends deliveries, and returns the <c>seq</c> of those that were still held; null where <see cref="MessageSql.FinishMany"/> does it.</summary>
    public string? Finish { get; }

    /// <summary>Gets the statement that stores messages, in the order in which they were sent.</summary>
    public string InsertMessages { get; }

    /// <summary>Gets the statement that delivers to those who subscribed, in the order of sending, and returns message and application.</summary>
    public string InsertDeliveriesToSubscribers { get; }
}
