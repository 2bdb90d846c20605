using System.Data.Common;

namespace Slipway.Messaging;

/// <summary>
/// Commits in one transaction: the participants' writes, the outgoing messages, and for a handler the record that it ran.
/// </summary>
internal sealed class UnitOfWork(
    IMessageDatabase database, DeliveryStore store, ITransport transport, NewestWins newest, Notices notices, SharedCommit shared, Subscriptions subscriptions, CommitSignals signals,
    MessagingTelemetry telemetry, TimeProvider time)
{
    private static readonly AsyncLocal<Saving?> CurrentSaving = new();

    /// <summary>Commits, and wakes whoever waits for it.</summary>
    /// <param name="participants">Who else writes.</param>
    /// <param name="batch">What is sent.</param>
    /// <param name="finish">The delivery that ends with it; null outside of a handler.</param>
    /// <param name="record">What else is recorded of the delivery; null for nothing.</param>
    /// <param name="last">Runs when all is written and nothing is committed.</param>
    /// <param name="committed">Runs right after the commit, before anything else does.</param>
    /// <param name="cancellationToken">Rolls back, until the commit begins.</param>
    public async Task CommitAsync(
        IEnumerable<ITransactionParticipant> participants,
        OutgoingBatch batch,
        Finish? finish,
        Func<SqlRunner, CancellationToken, Task>? record,
        Action? last,
        Action? committed,
        CancellationToken cancellationToken)
    {
        if (CurrentSaving.Value is { IsOver: false })
        {
            // It would wait for the very transaction that waits for it.
            throw new InvalidOperationException(
                "A participant committed a session while it was asked to save. Send from the handler, or from whoever commits; a participant only writes.");
        }
        await subscriptions.EnsureAsync(cancellationToken).ConfigureAwait(false);
        var began = time.GetTimestamp();
        var changed = participants.Where(participant => participant.HasChanges).ToList();
        if (changed.Count == 0 && record is null && finish?.Beat is null && batch.IsPlain)
        {
            finish?.Storing?.Invoke();
            await shared.CommitAsync(new PlainUnit(finish, batch, last, committed, cancellationToken)).ConfigureAwait(false);
        }
        else
        {
            await database.WriteAsync(async (sql, stop) =>
            {
                await WriteAsync(sql, changed, batch, finish, record, last, stop).ConfigureAwait(false);
                if (committed is not null)
                {
                    sql.Committed.Add(committed);
                }
            }, cancellationToken).ConfigureAwait(false);
        }
        telemetry.Sent(batch);
        if (!batch.Messages.IsEmpty)
        {
            telemetry.Operated("send", time.GetElapsedTime(began));
        }
    }

    /// <summary>Tells this process what <see cref="CommitAsync"/> has stored.</summary>
    /// <param name="batch">What was sent.</param>
    /// <param name="frees">Whether other deliveries may have waited for it.</param>
    public void Announce(OutgoingBatch batch, bool frees)
    {
        if (frees || batch.MayOvertake || (transport.DeliversAtOnce && !batch.Messages.IsEmpty))
        {
            signals.Committed(batch.Chains, batch.MayOvertake);
        }
        else
        {
            signals.Tell(batch.Chains);
        }
    }

    private async Task WriteAsync(
        SqlRunner sql,
        List<ITransactionParticipant> participants,
        OutgoingBatch batch,
        Finish? finish,
        Func<SqlRunner, CancellationToken, Task>? record,
        Action? last,
        CancellationToken cancellationToken)
    {
        if (finish is not null)
        {
            // First, both: a holder that lost its lease must not write anything.
            if (finish.Beat is { } beat)
            {
                await DeliveryStore.SaveProgressAsync(sql, finish.Delivery, beat, cancellationToken).ConfigureAwait(false);
            }
            await store.FinishAsync(sql, finish.Delivery, finish.State, finish.Outcome, cancellationToken).ConfigureAwait(false);
        }
        if (record is not null)
        {
            await record(sql, cancellationToken).ConfigureAwait(false);
        }
        // Before others' writes: what is overtaken may end at this moment, and writes to its delivery first, then to what participants hold.
        await OvertakeAsync(sql, batch, cancellationToken).ConfigureAwait(false);
        await SaveAsync(participants, sql.TransactionOrThrow, cancellationToken).ConfigureAwait(false);
        await transport.StoreAsync(sql, batch, cancellationToken).ConfigureAwait(false);
        last?.Invoke();
    }

    private async Task OvertakeAsync(SqlRunner sql, OutgoingBatch batch, CancellationToken cancellationToken)
    {
        foreach (var overtaking in batch.Overtakes)
        {
            foreach (var overtaken in await newest.OvertakeAsync(sql, batch.Name, overtaking, cancellationToken).ConfigureAwait(false))
            {
                batch.Touch(overtaken.CorrelationId);
                if (overtaken.IsRunning)
                {
                    sql.Signal(StoreSignalKind.Cancel, overtaken.Application);
                }
                await transport.StoreAsync(sql, notices.Superseded(overtaken), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static async Task SaveAsync(IEnumerable<ITransactionParticipant> participants, DbTransaction transaction, CancellationToken cancellationToken)
    {
        var saving = new Saving();
        CurrentSaving.Value = saving;
        try
        {
            foreach (var participant in participants)
            {
                await participant.SaveAsync(transaction, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            // Also for what a participant left running, which may well commit later.
            saving.IsOver = true;
        }
    }

    private sealed class Saving
    {
        public volatile bool IsOver;
    }
}
