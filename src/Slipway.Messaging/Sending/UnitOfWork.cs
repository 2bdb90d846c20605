namespace Slipway.Messaging;

/// <summary>
/// Commits in one transaction: the participants' writes, the outgoing messages, and for a handler the record that it ran.
/// </summary>
internal sealed class UnitOfWork(
    IMessageDatabase database, ITransport transport, Subscriptions subscriptions, CommitSignals signals, MessagingTelemetry telemetry, TimeProvider time)
{
    /// <summary>Commits, and wakes whoever waits for it.</summary>
    /// <param name="participants">Who else writes.</param>
    /// <param name="batch">What is sent.</param>
    /// <param name="record">The first write of the transaction; it throws to stop the rest.</param>
    /// <param name="last">Runs when all is written and nothing is committed.</param>
    /// <param name="cancellationToken">Rolls back, until the commit begins.</param>
    public async Task CommitAsync(
        IEnumerable<ITransactionParticipant> participants,
        OutgoingBatch batch,
        Func<SqlRunner, CancellationToken, Task>? record,
        Action? last,
        CancellationToken cancellationToken)
    {
        await subscriptions.EnsureAsync(cancellationToken).ConfigureAwait(false);
        var began = time.GetTimestamp();
        await database.WriteAsync(async (sql, stop) =>
        {
            if (record is not null)
            {
                await record(sql, stop).ConfigureAwait(false);
            }
            foreach (var participant in participants)
            {
                await participant.SaveAsync(sql.TransactionOrThrow, stop).ConfigureAwait(false);
            }
            await transport.StoreAsync(sql, batch, stop).ConfigureAwait(false);
            last?.Invoke();
        }, cancellationToken).ConfigureAwait(false);
        telemetry.Sent(batch);
        if (!batch.Messages.IsEmpty)
        {
            telemetry.Operated("send", time.GetElapsedTime(began));
        }
    }

    /// <summary>Tells this process what <see cref="CommitAsync"/> has stored.</summary>
    public void Announce(OutgoingBatch batch) => signals.Committed([batch.CorrelationId, .. batch.TouchedChains.Where(c => c != batch.CorrelationId)], batch.MayOvertake);
}
