namespace Slipway.Messaging.Testing;

internal static class TestSql
{
    public const string Messages = "select body from message where name = @name and version = @version order by seq";

    public const string Deliveries = """
        select m.name, m.version, m.body, d.state, d.attempt, d.due_at, d.outcome
        from delivery d join message m on m.id = d.message_id
        order by d.seq
        """;
}
