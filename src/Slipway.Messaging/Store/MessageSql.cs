namespace Slipway.Messaging;

/// <summary>The statements of the store. What differs between databases is abstract; the rest is common SQL.</summary>
internal abstract class MessageSql
{
    public const string InsertMessage = """
        insert into message (id, kind, name, version, correlation_id, causation_id, trace_parent, trace_state, body, sent_at)
        values (@id, @kind, @name, @version, @correlation_id, @causation_id, @trace_parent, @trace_state, @body, @sent_at)
        on conflict (id) do nothing
        """;

    public const string InsertDeliveriesToSubscribers = """
        insert into delivery (message_id, application, name, exclusive_key, supersede_key, lane, state, due_at)
        select @id, s.application, @name, @exclusive_key, @supersede_key, s.lane, 'ready', @due_at
        from subscription s
        where s.name = @name
        on conflict (message_id, application) do nothing
        returning application
        """;

    public const string InsertDelivery = """
        insert into delivery (message_id, application, name, exclusive_key, supersede_key, lane, state, due_at)
        values (
          @id, @application, @name, @exclusive_key, @supersede_key,
          coalesce((select s.lane from subscription s where s.application = @application and s.name = @name), ''), 'ready', @due_at)
        on conflict (message_id, application) do nothing
        """;

    public const string SelectClaimed = $"""
        select {ClaimedColumns}
        from delivery d join message m on m.id = d.message_id
        where d.seq = @seq
        """;

    public const string NextDue = """
        select min(due_at) from delivery where application = @application and lane = @lane and blocked = 0 and state = 'ready' and due_at > @now
        """;

    private const string WithChain = """
        with recursive chain (id, causation_id) as (
          select id, causation_id from message where correlation_id = @correlation_id
          union
          select m.id, m.causation_id from chain c join message m on m.id = c.causation_id)

        """;

    private const string RenewAny = """
        update delivery set lease_until = @lease_until
        where application = @application and state = 'running' and lease_until is not null and owner = @owner
        returning seq, fence, cancel_asked
        """;

    public const string Finish = """
        update delivery
        set state = @state, finished_at = @now, outcome = @outcome, owner = null, lease_until = null
        where seq = @seq and fence = @fence and state = 'running'
        """;

    public const string WaitAgain = """
        update delivery
        set state = case when cancel_asked is null then 'ready' else 'superseded' end,
            finished_at = case when cancel_asked is null then null else @now end,
            outcome = case when cancel_asked is null then @outcome else 'overtaken by ' || cancel_asked end,
            due_at = @due_at, attempt = attempt - @uncounted, progress = null, progress_note = null, owner = null, lease_until = null
        where seq = @seq and fence = @fence and state = 'running'
        returning cancel_asked
        """;

    public const string ResultOfAttempt = """
        select result from delivery_attempt where delivery_seq = @seq and fence = @fence
        """;

    public const string SaveProgress = """
        update delivery set progress = @progress, progress_note = @note where seq = @seq and fence = @fence and state = 'running'
        """;

    public const string InsertAttempt = """
        insert into delivery_attempt (delivery_seq, fence, attempt, started_at, ended_at, result, error_type, error, detail)
        select seq, fence, attempt, started_at, @now, @result, @error_type, @error, @detail
        from delivery where seq = @seq and fence = @fence
        on conflict (delivery_seq, fence) do nothing
        """;

    /// <summary>Who holds what runs: the others, and whoever has let a lease run out.</summary>
    public const string Holders = """
        select distinct owner, case when lease_until < @now then 1 else 0 end
        from delivery
        where application = @application and state = 'running' and lease_until is not null and (owner <> @owner or lease_until < @now)
        """;

    public const string LostDeliveries = """
        select d.seq, d.fence, m.correlation_id
        from delivery d join message m on m.id = d.message_id
        where d.application = @application and d.state = 'running' and d.lease_until is not null and (d.lease_until < @now or d.owner = @owner)
        """;

    public const string Subscribe = """
        insert into subscription (application, name, kind, lane, seen_at) values (@application, @name, @kind, @lane, @now)
        on conflict (name, application) do update set kind = @kind, lane = @lane, seen_at = @now
        """;

    /// <summary>Brings what waits into the lane that its task has now: the throttle may have come or gone with this version.</summary>
    public const string MoveToLane = """
        update delivery set lane = @lane
        where application = @application and name = @name and state = 'ready' and lane <> @lane
        """;

    public const string UsedLanes = """
        select distinct lane from delivery where application = @application and state = 'ready' and lane <> ''
        """;

    public const string AnyDue = """
        select 1 from delivery
        where application = @application and lane = @lane and blocked = 0 and state = 'ready' and due_at <= @now
        limit 1
        """;

    public const string IsSubscribed = """
        select 1 from subscription where name = @name limit 1
        """;

    public const string OtherWorkers = """
        select application from subscription where name = @name and kind = 'work' and application <> @application
        """;

    public const string ForgetSubscriptions = """
        delete from subscription where application = @application and seen_at < @before
        """;

    /// <summary>The messages of a chain, with what led to its first: that belongs to other chains.</summary>
    public const string MessagesOfChain = WithChain + """
        select m.id, m.kind, m.name, m.correlation_id, m.causation_id, m.trace_parent, m.sent_at, m.seq
        from chain c join message m on m.id = c.id
        order by m.seq
        """;

    public const string DeliveriesOfChain = WithChain + """
        select d.message_id, d.application, d.name, d.state, d.attempt, d.started_at, d.finished_at, d.due_at, d.outcome,
               d.progress, d.progress_note
        from chain c join delivery d on d.message_id = c.id
        order by d.seq
        """;

    public const string PurgeBatch = """
        delete from message
        where seq in (
          select m.seq from message m
          where m.sent_at < @before and not exists (
            select 1 from delivery d
            where d.message_id = m.id and (d.state in ('ready', 'running', 'dead') or d.finished_at >= @before))
            and not exists (select 1 from outbox o where o.message_id = m.id)
          order by m.sent_at
          limit @limit)
        """;

    /// <summary>
    /// Whether a delivery <c>e</c> that waits goes before those of its key that were sent after it: always but where it was sent with a delay that has not
    /// passed, and never claimed. Its time alone does not tell, as that may be of a process whose clock is ahead of this one's, which sent it or handed it over.
    /// </summary>
    public const string GoesFirst = "(e.fence > 0 or e.due_at <= @now or e.due_at <= (select s.sent_at from message s where s.id = e.message_id))";

    /// <summary>
    /// Whether a delivery <c>d</c> may be claimed: it is due, and if it has a key, none of its key runs and none that was sent before it waits. Also of one
    /// that is not blocked: that is only a hint.
    /// </summary>
    protected const string IsClaimable = $"""
        d.application = @application and d.lane = @lane and d.blocked = 0 and d.state = 'ready' and d.due_at <= @now
        and (d.exclusive_key is null or (
          not exists (
            select 1 from delivery r
            where r.application = d.application and r.exclusive_key = d.exclusive_key and r.state = 'running')
          and not exists (
            select 1 from delivery e
            where e.application = d.application and e.exclusive_key = d.exclusive_key and e.state = 'ready' and e.seq < d.seq
              and {GoesFirst})))
        """;

    /// <summary>What a worker needs to know of a delivery <c>d</c> and its message <c>m</c>.</summary>
    protected const string ClaimedColumns = $"d.seq, d.message_id, d.attempt, d.fence, d.started_at, {UnclaimedColumns}";

    /// <summary>Those of <see cref="ClaimedColumns"/> that a claim does not change.</summary>
    protected const string UnclaimedColumns = """
        d.due_at, m.name, m.version, m.correlation_id, m.trace_parent, m.trace_state, m.body, d.outcome, d.supersede_key
        """;

    /// <summary>
    /// Gets the statement that keeps other transactions from delivering under a supersede key until this one ends; null where only one
    /// transaction writes at a time.
    /// </summary>
    public virtual string? LockSupersedeKey => null;

    /// <summary>
    /// Gets the statement that locks what newer messages of some supersede keys overtake: what runs, then what waits, each in the order of
    /// <c>seq</c>. So does a delivery that ends, with itself and the next of its line, and the renewal of leases; nobody waits in a circle. It
    /// comes before the insertion, which locks a delivery that waits. Null where only one transaction writes at a time.
    /// </summary>
    public virtual string? LockOvertaken => null;

    /// <summary>Gets the statement that renews the leases of an owner.</summary>
    public virtual string Renew => RenewAny;

    /// <summary>Gets how the database takes many rows in one statement.</summary>
    public abstract RowForm Rows { get; }

    /// <summary>Gets the statements that do for many rows what the others do row by row.</summary>
    public abstract SetStatements Sets { get; }

    /// <summary>
    /// Gets the statement that claims ready deliveries of a lane, in order of their time, and returns <see cref="ClaimedColumns"/> of what is claimed. A
    /// delivery with a key is taken only if none of its key runs and none sent before it waits; one that was sent with a delay joins the line when it is
    /// due.
    /// </summary>
    public abstract string Claim { get; }

    /// <summary>Gets the statement that marks what <see cref="Claim"/> has returned as claimed, a <see cref="SeqChunk"/> at a time; null where the claim itself does.</summary>
    public virtual string? MarkClaimed => null;

    /// <summary>
    /// Gets the statement that does what <see cref="Finish"/> does for those of a <see cref="SeqChunk"/> that end alike, and returns the <c>seq</c> of those
    /// that were still held; null where <see cref="SetStatements.Finish"/> does.
    /// </summary>
    public virtual string? FinishMany => null;
}
