namespace Slipway.Messaging;

/// <summary>Many transactions write at a time, so the claim passes by what another one is about to take.</summary>
internal sealed class PostgresMessageSql : MessageSql
{
    public override string? LockSupersedeKey => "select pg_advisory_xact_lock(hashtextextended(@supersede_key, 0))";

    public override string LockOvertaken => """
        select seq from delivery
        where application in (select application from subscription) and supersede_key = any(@supersede_keys) and state in ('ready', 'running')
        order by case state when 'running' then 0 else 1 end, seq
        for update
        """;

    // Whatever locks several rows that run does so in the order of seq, so that nobody waits in a circle.
    public override string Renew => """
        update delivery set lease_until = @lease_until
        where seq in (
          select seq from delivery
          where application = @application and state = 'running' and owner = @owner
          order by seq
          for no key update)
        returning seq, fence, cancel_asked
        """;

    public override RowForm Rows => RowForm.Arrays;

    public override SetStatements Sets { get; } = new(RowForm.Arrays);

    public override string Claim => $"""
        with due as (
          select d.seq from delivery d
          where d.application = @application and d.lane = @lane and d.blocked = 0 and d.state = 'ready' and d.due_at <= @now
            and (d.exclusive_key is null or (
              not exists (
                select 1 from delivery r
                where r.application = d.application and r.exclusive_key = d.exclusive_key and r.state = 'running')
              and not exists (
                select 1 from delivery e
                where e.application = d.application and e.exclusive_key = d.exclusive_key and e.state = 'ready' and e.seq < d.seq
                  and {GoesFirst})))
          order by d.due_at, d.seq
          limit @limit
          for update of d skip locked),
        d as (
          update delivery c
          set state = 'running', owner = @owner, lease_until = @lease_until, started_at = @now, fence = c.fence + 1, attempt = c.attempt + 1
          from due
          where c.seq = due.seq
          returning c.*)
        select {ClaimedColumns}
        from d join message m on m.id = d.message_id
        """;
}
