namespace Slipway.Messaging.RabbitMq;

/// <summary>Stores what is sent, to be relayed to the broker once it is committed.</summary>
internal sealed class RabbitMqTransport : ITransport
{
    private readonly OutboxStore _outbox;
    private readonly Action _wake;

    public RabbitMqTransport(OutboxStore outbox, RelaySignal signal)
    {
        _outbox = outbox;
        _wake = signal.Set;
    }

    public Task StoreAsync(SqlRunner sql, OutgoingBatch batch, CancellationToken cancellationToken) => StoreAsync(sql, [batch], cancellationToken);

    public async Task StoreAsync(SqlRunner sql, IReadOnlyList<OutgoingBatch> batches, CancellationToken cancellationToken)
    {
        if (batches.Any(batch => !batch.Messages.IsEmpty))
        {
            await _outbox.AddAsync(sql, batches, cancellationToken).ConfigureAwait(false);
            sql.Committed.Add(_wake);
        }
    }
}
