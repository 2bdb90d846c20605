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
          where application = @application and state = 'running' and lease_until is not null and owner = @owner
          order by seq
          for no key update)
        returning seq, fence, cancel_asked
        """;

    public override RowForm Rows => RowForm.Arrays;

    public override SetStatements Sets { get; } = new(RowForm.Arrays);

    public override string Claim => $"""
        with due as (
          select d.seq from delivery d
          where {IsClaimable}
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
