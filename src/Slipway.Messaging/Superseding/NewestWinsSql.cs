namespace Slipway.Messaging;

/// <summary>The statements of newest wins.</summary>
internal static class NewestWinsSql
{
    /// <summary>What waits is superseded, what runs is asked to stop.</summary>
    private const string AskToEnd = """
        update delivery
        set cancel_asked = @id,
            state = case when state = 'ready' then 'superseded' else state end,
            finished_at = case when state = 'ready' then @now else finished_at end,
            outcome = case when state = 'ready' then 'overtaken by ' || @id else outcome end
        """;

    /// <summary>
    /// Lets a message overtake those of its key that wait, and asks those that run to stop. One statement, so that each is met in the state
    /// that it has: two would miss one that changes between them.
    /// </summary>
    public const string Overtake = $"""
        {AskToEnd}
        where supersede_key = @supersede_key and state in ('ready', 'running') and message_id <> @id
          and application in (select application from delivery where message_id = @id)
        returning message_id, state, application, attempt
        """;

    /// <summary>The same in one application.</summary>
    public const string OvertakeIn = $"""
        {AskToEnd}
        where supersede_key = @supersede_key and state in ('ready', 'running') and message_id <> @id
          and application = @application
        returning message_id, state, application, attempt
        """;

    /// <summary>The same for one task under its exclusive key. Whoever runs this is no victim: it holds the key itself or has another name.</summary>
    public const string OvertakeTask = $"""
        {AskToEnd}
        where exclusive_key = @exclusive_key and application = @application and state in ('ready', 'running') and name = @name
          and message_id <> @id
        returning message_id, state, application, attempt
        """;

    /// <summary>The newest message that was delivered under a key, whatever became of it, if it is newer than the one that arrives.</summary>
    public const string NewerOfKey = """
        select d.message_id
        from delivery d join message m on m.id = d.message_id
        where d.application = @application and d.supersede_key = @supersede_key and d.message_id > @sent_order and d.message_id <> @id
          and coalesce(m.replay_of, m.id) > @sent_order
        order by d.message_id desc
        limit 1
        """;

    public const string SupersedeArrival = """
        update delivery
        set state = 'superseded', cancel_asked = @newer, finished_at = @now, outcome = 'overtaken by ' || @newer
        where message_id = @id and application = @application and state = 'ready'
        """;

    public const string DescribeMessage = """
        select name, version, correlation_id, trace_parent, trace_state from message where id = @id
        """;

    public const string CancelsAsked = """
        select seq, fence, cancel_asked from delivery
        where application = @application and state = 'running' and lease_until is not null and owner = @owner and cancel_asked is not null
        """;
}
