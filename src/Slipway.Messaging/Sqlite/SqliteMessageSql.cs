namespace Slipway.Messaging;

/// <summary>Only one transaction writes at a time, so the claim needs no row locks.</summary>
internal sealed class SqliteMessageSql : MessageSql
{
    public override RowForm Rows => RowForm.Json;

    public override SetStatements Sets { get; } = new(RowForm.Json);

    // Reads, and leaves the marking to another statement. An update of all that a subquery finds passes through the whole table, however many wait, on a
    // connection that knows statistics from when the table was small; and its rows would have to be read once more with their messages. "cross join" keeps
    // this order of the tables for the same reason. A limit that is a bare parameter would have the statement planned anew for each claim.
    public override string Claim => $"""
        select d.seq, d.message_id, d.attempt + 1, d.fence + 1, @now, {UnclaimedColumns}
        from delivery d cross join message m on m.id = d.message_id
        where {IsClaimable}
        order by d.due_at, d.seq
        limit @limit + 0
        """;

    public override string MarkClaimed => $"""
        update delivery
        set state = 'running', owner = @owner, lease_until = @lease_until, started_at = @now, fence = fence + 1, attempt = attempt + 1
        where {SeqChunk.Where}
        """;

    public override string FinishMany => $"""
        update delivery
        set state = @state, finished_at = @now, outcome = @outcome, owner = null, lease_until = null
        where {SeqChunk.Where} and fence = @fence and state = 'running'
        returning seq
        """;
}
