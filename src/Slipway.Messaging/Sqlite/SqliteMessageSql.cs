namespace Slipway.Messaging;

/// <summary>Only one transaction writes at a time, so the claim needs no row locks.</summary>
internal sealed class SqliteMessageSql : MessageSql
{
    public override RowForm Rows => RowForm.Json;

    public override SetStatements Sets { get; } = new(RowForm.Json);

    public override string Claim => """
        update delivery
        set state = 'running', owner = @owner, lease_until = @lease_until, started_at = @now, fence = fence + 1, attempt = attempt + 1
        where seq in (
          select d.seq from delivery d
          where d.application = @application and d.lane = @lane and d.blocked = 0 and d.state = 'ready' and d.due_at <= @now
            and (d.exclusive_key is null or (
              not exists (
                select 1 from delivery r
                where r.application = d.application and r.exclusive_key = d.exclusive_key and r.state = 'running')
              and not exists (
                select 1 from delivery e
                where e.application = d.application and e.exclusive_key = d.exclusive_key and e.state = 'ready' and e.seq < d.seq
                  and (e.attempt > 0 or e.due_at <= @now))))
          order by d.due_at, d.seq
          limit @limit)
        returning seq
        """;

    // "cross join" keeps this order: a connection that knows the table from when it was small would begin with all of it.
    public override string ReadClaims => $"""
        select {ClaimedColumns}
        from json_each(@seqs) claimed
        cross join delivery d on d.seq = claimed.value
        cross join message m on m.id = d.message_id
        """;
}
