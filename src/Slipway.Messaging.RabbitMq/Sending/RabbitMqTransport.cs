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

    public async Task StoreAsync(SqlRunner sql, OutgoingBatch batch, CancellationToken cancellationToken)
    {
        if (!batch.Messages.IsEmpty)
        {
            await _outbox.AddAsync(sql, batch, cancellationToken).ConfigureAwait(false);
            sql.Committed.Add(_wake);
        }
    }
}
