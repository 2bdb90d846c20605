namespace Slipway.Messaging.RabbitMq;

/// <summary>The statements of the outbox and of the inbox, the same on every database.</summary>
internal static class OutboxSql
{
    /// <summary>
    /// Takes rows whose time has come, in the order of writing. One with a key is taken only together with, or after, all earlier ones of
    /// its key: if any of them still waits for another try or is held by another process, neither it nor any later one is taken. Whatever is
    /// taken of a key is so always its beginning, and the limit cuts off its end.
    /// </summary>
    public const string Claim = """
        update outbox set owner = @owner, claim_until = @claim_until
        where seq in (
          select o.seq from outbox o
          where o.next_at <= @now and (o.owner is null or o.claim_until < @now)
            and (o.exclusive_key is null or not exists (
              select 1 from outbox e
              where e.exclusive_key = o.exclusive_key and e.seq < o.seq
                and (e.next_at > @now or (e.owner <> @owner and e.claim_until >= @now))))
          order by o.seq
          limit @limit)
        returning seq
        """;

    public const string NextAt = "select min(next_at) from outbox where next_at > @now and attempt > 0";

    public const string Figures = """
        select count(*), min(m.sent_at), max(o.error) from outbox o join message m on m.id = o.message_id
        """;

    public const string Owners = "select distinct owner from outbox where owner is not null and owner <> @owner";

    public const string ReleaseOwner = "update outbox set owner = null, claim_until = null where owner = @owner";

    public const string PutBack = """
        update outbox
        set owner = null, claim_until = null, attempt = attempt + @counted, error = coalesce(@error, error), next_at = @next_at
        where seq = @seq and owner = @owner
        """;

    /// <summary>On PostgreSQL: lets one process claim at a time, until its transaction ends.</summary>
    public const string LockOutbox = "select pg_advisory_xact_lock(5243918073361)";

    public const string ForgetNotice = """
        delete from message
        where id = @id and not exists (select 1 from subscription s where s.name = message.name)
          and not exists (select 1 from delivery d where d.message_id = message.id)
        """;

    public const string SubscribedNames = "select name, kind from subscription where application = @application";
}
