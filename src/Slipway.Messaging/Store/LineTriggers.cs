using System.Collections.Immutable;

namespace Slipway.Messaging;

/// <summary>
/// Keeps those out of the way of the claim that stand far behind in the line of their key: <c>blocked</c> is set where a delivery is inserted and many
/// of its key wait already, and cleared for the first of those that are blocked whenever one leaves the line. So a claim costs the same behind a million
/// of one key, and most lines are too short to pay for it. It is only a hint for speed: the claim still checks the order, and the unique index
/// still holds the law.
/// <para>
/// Nothing stays blocked for ever. What was sent with a delay is never blocked, as those behind it may go before it; so the first that is blocked is
/// the first whose turn it is. It stands behind another, and that one unblocks the first of those behind it when it leaves. On PostgreSQL the one
/// that is inserted locks its predecessor until it is committed, so that the predecessor cannot leave without seeing it; and does not wait for one that is
/// just leaving, but stays unblocked.
/// </para>
/// </summary>
internal static class LineTriggers
{
    // What a claim passes by for each key at most, and how many of a key must wait before it takes a write more to let the next one come near.
    private const string BeforeLast = "7";

    private const string Inserted = "new.exclusive_key is not null and new.state = 'ready'";
    private const string Left = "old.exclusive_key is not null and old.state in ('ready', 'running') and new.state not in ('ready', 'running')";

    private const string Unblock = """
        update delivery set blocked = 0
          where seq = (
            select d.seq from delivery d
            where d.application = old.application and d.exclusive_key = old.exclusive_key and d.state = 'ready' and d.blocked = 1
            order by d.seq
            limit 1);
        """;

    public static ImmutableArray<string> Sqlite { get; } =
    [
        $"""
        create trigger if not exists delivery_joins after insert on delivery when {Inserted}
        begin
          update delivery set blocked = 1
          where seq = new.seq
            and exists (
              select 1 from delivery b
              where b.application = new.application and b.exclusive_key = new.exclusive_key and b.state = 'ready' and b.seq < new.seq
                and (b.fence > 0 or b.due_at <= new.due_at)
              order by b.seq desc
              limit 1 offset {BeforeLast})
            and new.due_at <= (select m.sent_at from message m where m.id = new.message_id);
        end
        """,
        $"""
        create trigger if not exists delivery_leaves after update of state on delivery when {Left}
        begin
          {Unblock}
        end
        """,
    ];

    public static ImmutableArray<string> Postgres { get; } =
    [
        $"""
        create or replace function slipway_delivery_joins() returns trigger language plpgsql as $$
        begin
          perform 1 from delivery b
          where b.application = new.application and b.exclusive_key = new.exclusive_key and b.state = 'ready'
            and (b.fence > 0 or b.due_at <= new.due_at)
          order by b.seq desc
          limit 1 offset {BeforeLast};
          if found and new.due_at <= (select m.sent_at from message m where m.id = new.message_id) then
            perform 1 from delivery b
            where b.application = new.application and b.exclusive_key = new.exclusive_key and b.state = 'ready'
              and (b.fence > 0 or b.due_at <= new.due_at)
            order by b.seq desc
            limit 1
            for share skip locked;
            if found then
              new.blocked := 1;
            end if;
          end if;
          return new;
        end $$
        """,
        $"""
        create or replace function slipway_delivery_leaves() returns trigger language plpgsql as $$
        begin
          {Unblock}
          return null;
        end $$
        """,
        "drop trigger if exists delivery_joins on delivery",
        $"create trigger delivery_joins before insert on delivery for each row when ({Inserted}) execute function slipway_delivery_joins()",
        "drop trigger if exists delivery_leaves on delivery",
        $"""
        create trigger delivery_leaves after update of state on delivery for each row
          when ({Left}) execute function slipway_delivery_leaves()
        """,
    ];
}
