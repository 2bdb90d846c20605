using System.Collections.Concurrent;
using System.Globalization;

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

    public const string NextAt = "select min(next_at) from outbox where next_at > @now";

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

    private static readonly ConcurrentDictionary<(string Kind, int Count), string> Built = [];

    public static string InsertMessages(int count) => Many("message", count, n =>
        "insert into message (id, kind, name, version, correlation_id, causation_id, trace_parent, trace_state, body, sent_at) values "
        + Rows(n, "id", "kind", "name", "version", "correlation_id", "causation_id", "trace_parent", "trace_state", "body", "sent_at")
        + " on conflict (id) do nothing returning id");

    public static string InsertOutbox(int count) => Many("outbox", count, n =>
        "insert into outbox (message_id, exclusive_key, supersede_key, notice, due_at, next_at) values "
        + Rows(n, "message_id", "exclusive_key", "supersede_key", "notice", "due_at", "next_at") + " on conflict (message_id) do nothing");

    public static string SelectClaimed(int count) => Many("claimed", count, n =>
        "select o.seq, o.attempt, m.id, m.kind, m.name, m.version, m.correlation_id, m.causation_id, m.trace_parent, m.trace_state, "
        + "o.exclusive_key, o.supersede_key, m.sent_at, o.due_at, m.body, o.notice "
        + $"from outbox o join message m on m.id = o.message_id where o.seq in ({Names(n, "seq")})");

    public static string DeleteConfirmed(int count) => Many("confirmed", count, n =>
        $"delete from outbox where seq in ({Names(n, "seq")}) and owner = @owner");

    public static string InsertDeliveries(int count) => Many("delivery", count, n =>
        "insert into delivery (message_id, application, name, exclusive_key, supersede_key, lane, state, due_at, finished_at, outcome) values "
        + Rows(n, "message_id", "application", "name", "exclusive_key", "supersede_key", "lane", "state", "due_at", "finished_at", "outcome")
        + " on conflict (message_id, application) do nothing returning message_id");

    private static string Many(string kind, int count, Func<int, string> build) => Built.GetOrAdd((kind, count), key => build(key.Count));

    private static string Rows(int count, params string[] columns) => string.Join(
        ", ", Enumerable.Range(0, count).Select(i => $"({string.Join(", ", columns.Select(c => "@" + c + i.ToString(CultureInfo.InvariantCulture)))})"));

    private static string Names(int count, string name) =>
        string.Join(", ", Enumerable.Range(0, count).Select(i => "@" + name + i.ToString(CultureInfo.InvariantCulture)));
}
