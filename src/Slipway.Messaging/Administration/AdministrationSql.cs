namespace Slipway.Messaging;

/// <summary>The statements behind <see cref="IMessageAdministration"/>, common to every database.</summary>
internal static class AdministrationSql
{
    public const string IdExists = "select id from message where id = @id";

    // Ids are hexadecimal, so g follows each that begins with the text.
    public const string IdsByPrefix = "select id from message where id >= @prefix and id < @end order by id limit @limit";

    public const string Message = """
        select m.id, m.correlation_id, m.version, m.trace_parent, m.trace_state, m.replay_of, m.body
        from message m where m.id = @id
        """;

    public const string Replays = "select id from message where replay_of = @id order by seq";

    public const string DeliveriesOfMessage = $"""
        select {SummaryColumns}, {ConditionOfAny} as state, d.owner, d.lease_until, d.started_at, d.finished_at, d.exclusive_key, d.supersede_key,
               d.progress_note, {SinceOfAny} as since
        from delivery d join message m on m.id = d.message_id
        where d.message_id = @id
        order by d.seq
        """;

    public const string AttemptsOfMessage = """
        select a.delivery_seq, a.attempt, a.started_at, a.ended_at, a.result, a.error_type, a.error, a.detail
        from delivery_attempt a join delivery d on d.seq = a.delivery_seq
        where d.message_id = @id
        order by a.delivery_seq, a.fence
        """;

    /// <summary>Takes the dead deliveries for one replay. Whoever comes second finds none: the row lock decides.</summary>
    public const string TakeDead = """
        update delivery
        set state = 'superseded', fence = fence + 1, finished_at = @now, outcome = substr(@note || coalesce('; it was: ' || outcome, ''), 1, 500)
        where message_id = @id and state = 'dead'
        returning seq, fence, application, name, exclusive_key, supersede_key
        """;

    public const string InsertReplay = """
        insert into message (id, kind, name, version, correlation_id, causation_id, replay_of, trace_parent, trace_state, body, sent_at)
        select @new_id, kind, name, version, correlation_id, causation_id, id, trace_parent, trace_state, body, @now
        from message where id = @id
        """;

    public const string InsertEditedReplay = """
        insert into message (id, kind, name, version, correlation_id, causation_id, replay_of, trace_parent, trace_state, body, sent_at)
        select @new_id, kind, name, version, correlation_id, causation_id, id, trace_parent, trace_state, @body, @now
        from message where id = @id
        """;

    public const string InsertReplayDelivery = """
        insert into delivery (message_id, application, name, exclusive_key, supersede_key, lane, state, due_at)
        values (
          @id, @application, @name, @exclusive_key, @supersede_key,
          coalesce((select s.lane from subscription s where s.application = @application and s.name = @name), ''), 'ready', @due_at)
        """;

    public const string DropCandidates = """
        select d.seq, d.application, d.state, d.attempt, d.fence, m.name, m.version, m.correlation_id, m.trace_parent, m.trace_state, m.body, d.outcome
        from delivery d join message m on m.id = d.message_id
        where d.message_id = @id
        order by d.seq
        """;

    /// <summary>Ends a delivery that nobody runs. One that was begun meanwhile has another fence.</summary>
    public const string Drop = """
        update delivery
        set state = 'superseded', fence = fence + 1, finished_at = @now, outcome = substr(@note || coalesce('; it was: ' || outcome, ''), 1, 500)
        where seq = @seq and fence = @fence and state in ('ready', 'dead')
        """;

    /// <summary>
    /// By name: what a worker could begin now, and since when the oldest could. What waits for an earlier one of its key is not counted: that
    /// one is, or runs.
    /// </summary>
    public const string OldestRunnable = $"""
        select d.name, count(*), min(d.due_at)
        from delivery d
        where d.state = 'ready' and d.due_at <= @now and (d.exclusive_key is null or (
          not exists (
            select 1 from delivery r where r.application = d.application and r.exclusive_key = d.exclusive_key and r.state = 'running')
          and not exists (
            select 1 from delivery e
            where e.application = d.application and e.exclusive_key = d.exclusive_key and e.state = 'ready' and e.seq < d.seq
              and {MessageSql.GoesFirst})))
        group by d.name
        """;

    public const string OutboxPending = "select count(*), min(due_at) from outbox";

    public const string SummaryColumns = """
        d.seq, d.message_id, m.kind, d.name, d.application, d.attempt, d.due_at, d.progress, d.outcome, m.correlation_id, m.sent_at
        """;

    private const string EndedBy = """
        (select a.result from delivery_attempt a where a.delivery_seq = d.seq and a.fence = d.fence and a.result in ('replayed', 'dropped'))
        """;

    private const string ConditionOfAny = $"""
        case when d.state = 'ready' and d.attempt > 0 then 'retrying'
             when d.state = 'ready' and d.due_at > @now then 'waiting'
             when d.state = 'superseded' then coalesce({EndedBy}, 'superseded')
             else d.state end
        """;

    private const string SinceOfAny = """
        case when d.state = 'running' then d.started_at
             when d.state in ('done', 'dead', 'superseded') then d.finished_at
             when d.attempt > 0 or d.due_at > @now then m.sent_at
             else d.due_at end
        """;

    /// <summary>Which deliveries are in a condition. Each names one state, so that the index of that state serves it.</summary>
    public static string Predicate(MessageCondition condition) => condition switch
    {
        MessageCondition.Ready => "d.state = 'ready' and d.attempt = 0 and d.due_at <= @now",
        MessageCondition.Waiting => "d.state = 'ready' and d.attempt = 0 and d.due_at > @now",
        MessageCondition.Retrying => "d.state = 'ready' and d.attempt > 0",
        MessageCondition.Running => "d.state = 'running' and d.lease_until is not null",
        MessageCondition.Dead => "d.state = 'dead'",
        MessageCondition.Done => "d.state = 'done'",
        MessageCondition.Superseded => $"d.state = 'superseded' and {EndedBy} is null",
        MessageCondition.Replayed => $"d.state = 'superseded' and {EndedBy} = 'replayed'",
        MessageCondition.Dropped => $"d.state = 'superseded' and {EndedBy} = 'dropped'",
        _ => throw new ArgumentOutOfRangeException(nameof(condition), condition, null),
    };

    /// <summary>Since when a delivery is in its condition.</summary>
    public static string Since(MessageCondition condition) => condition switch
    {
        MessageCondition.Ready => "d.due_at",
        MessageCondition.Running => "d.started_at",
        MessageCondition.Waiting or MessageCondition.Retrying => "m.sent_at",
        _ => "d.finished_at",
    };

    public static string Count(MessageCondition condition, bool ofOneName) => $"""
        select d.name, count(*), min({Since(condition)})
        from delivery d {(Since(condition) == "m.sent_at" ? "join message m on m.id = d.message_id" : "")}
        where {Predicate(condition)}{(ofOneName ? " and d.name = @name" : "")}
        group by d.name
        """;

    public static string List(MessageCondition condition, MessageFilter filter) => $"""
        select {SummaryColumns}, {Since(condition)} as since
        from delivery d join message m on m.id = d.message_id
        where {Predicate(condition)}
          {(filter.Name is null ? "" : "and d.name = @name")}
          {(filter.Reason is null ? "" : @"and lower(d.outcome) like @reason escape '\'")}
          {(filter.CorrelationId is null ? "" : "and m.correlation_id = @correlation_id")}
          {(filter.OlderThan is null ? "" : $"and {Since(condition)} <= @before")}
        order by d.seq desc
        limit @limit
        """;
}
