namespace Slipway.Messaging;

/// <summary>Statements that take a column of many rows as one array.</summary>
internal sealed class SetStatements
{
    /// <summary>Ends deliveries, and returns the <c>seq</c> of those that were still held.</summary>
    public string Finish { get; } = """
        update delivery d
        set state = f.state, finished_at = @now, outcome = f.outcome, owner = null, lease_until = null
        from (
          select * from unnest(@seqs, @fences, @states, @outcomes) as u (seq, fence, state, outcome)
          order by seq) f
        where d.seq = f.seq and d.fence = f.fence and d.state = 'running'
        returning d.seq
        """;

    /// <summary>
    /// Stores messages and delivers them to those who subscribed, in the order in which they were sent, and returns message and application.
    /// </summary>
    public string Send { get; } = """
        with sent as (
          select * from unnest(
            @ids, @kinds, @names, @versions, @correlation_ids, @causation_ids, @trace_parents, @trace_states, @bodies, @exclusive_keys, @due_ats)
            with ordinality as u (
              id, kind, name, version, correlation_id, causation_id, trace_parent, trace_state, body, exclusive_key, due_at, place)),
        stored as (
          insert into message (id, kind, name, version, correlation_id, causation_id, trace_parent, trace_state, body, sent_at)
          select id, kind, name, version, correlation_id, causation_id, trace_parent, trace_state, body, @now
          from sent
          order by place
          on conflict (id) do nothing)
        insert into delivery (message_id, application, name, exclusive_key, lane, state, due_at)
        select u.id, s.application, u.name, u.exclusive_key, s.lane, 'ready', u.due_at
        from sent u join subscription s on s.name = u.name
        order by u.place
        on conflict (message_id, application) do nothing
        returning message_id, application
        """;
}
