namespace Slipway.Messaging.RabbitMq;

/// <summary>Stores what is sent, to be relayed to the broker once it is committed.</summary>
internal sealed class RabbitMqTransport : ITransport
{
    private readonly OutboxStore _outbox;
    private readonly RabbitMqState _state;
    private readonly FreshRows _fresh;
    private readonly string _application;
    private readonly bool _handsOver;
    private readonly Action _wake;

    public RabbitMqTransport(OutboxStore outbox, RabbitMqState state, FreshRows fresh, IMessageDatabase database, MessageCatalog catalog, RelaySignal signal)
    {
        _outbox = outbox;
        _state = state;
        _fresh = fresh;
        _application = catalog.Application;

        // On SQLite a write that fails takes back its own part of a shared transaction only, and what it left to be called after the commit stays.
        _handsOver = database.System == "postgresql";
        _wake = signal.Set;
    }

    /// <inheritdoc />
    public bool DeliversAtOnce => false;

    public Task StoreAsync(SqlRunner sql, OutgoingBatch batch, CancellationToken cancellationToken) => StoreAsync(sql, [batch], cancellationToken);

    public async Task StoreAsync(SqlRunner sql, IReadOnlyList<OutgoingBatch> batches, CancellationToken cancellationToken)
    {
        if (batches.All(batch => batch.Messages.IsEmpty))
        {
            return;
        }
        var messages = batches.SelectMany(batch => batch.Messages).ToList();
        var claim = _handsOver && !_state.IsBlocked && messages.Exists(OutboxStore.IsWithoutOrder) ? _fresh.Ask(messages.Count, messages.Sum(m => m.Body.Length)) : null;
        var claimed = await _outbox.AddAsync(sql, batches, claim, cancellationToken).ConfigureAwait(false);
        if (claimed.Count > 0)
        {
            sql.Committed.Add(() => _fresh.Add(claimed));
        }
        if (claimed.Count < messages.Count)
        {
            sql.Committed.Add(_wake);
        }
        if (!_state.Sending.IsConnected)
        {
            // A process that sends nothing itself, or not now: others on this store may.
            sql.Signal(StoreSignalKind.Outbox, _application);
        }
    }
}
