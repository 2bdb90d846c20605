namespace Slipway.Messaging.RabbitMq;

/// <summary>Stores what is sent, to be relayed to the broker once it is committed.</summary>
internal sealed class RabbitMqTransport : ITransport
{
    private readonly OutboxStore _outbox;
    private readonly RabbitMqState _state;
    private readonly string _application;
    private readonly Action _wake;

    public RabbitMqTransport(OutboxStore outbox, RabbitMqState state, MessageCatalog catalog, RelaySignal signal)
    {
        _outbox = outbox;
        _state = state;
        _application = catalog.Application;
        _wake = signal.Set;
    }

    public Task StoreAsync(SqlRunner sql, OutgoingBatch batch, CancellationToken cancellationToken) => StoreAsync(sql, [batch], cancellationToken);

    public async Task StoreAsync(SqlRunner sql, IReadOnlyList<OutgoingBatch> batches, CancellationToken cancellationToken)
    {
        if (batches.All(batch => batch.Messages.IsEmpty))
        {
            return;
        }
        await _outbox.AddAsync(sql, batches, cancellationToken).ConfigureAwait(false);
        sql.Committed.Add(_wake);
        if (!_state.Sending.IsConnected)
        {
            // A process that sends nothing itself, or not now: others on this store may.
            sql.Signal(StoreSignalKind.Outbox, _application);
        }
    }
}
