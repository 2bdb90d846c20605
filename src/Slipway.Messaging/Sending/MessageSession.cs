namespace Slipway.Messaging;

internal sealed class MessageSession(
    MessageCatalog catalog, MessageEncoder encoder, MessagingTelemetry telemetry, UnitOfWork unitOfWork, IEnumerable<ITransactionParticipant> participants) : IMessageSession
{
    private readonly Outbox _outbox = new(catalog, encoder, telemetry, Guid.CreateVersion7().ToString("n"), null, MessagingTelemetry.NewChain());

    public string CorrelationId
    {
        get => _outbox.CorrelationId;
        set
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(value);
            _outbox.CorrelationId = value;
        }
    }

    public void Publish<TEvent>(TEvent @event)
        where TEvent : notnull => _outbox.Add(@event, MessageKind.Event, null);

    public void Send<TWork>(TWork work, TimeSpan? delay = null)
        where TWork : notnull => _outbox.Add(work, MessageKind.Work, delay);

    public void Overtake<TWork>(string key)
        where TWork : notnull => _outbox.Overtake(typeof(TWork), key);

    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        var batch = _outbox.ToBatch();
        await unitOfWork.CommitAsync(participants, batch, null, null, null, null, cancellationToken).ConfigureAwait(false);
        _outbox.Clear();
        unitOfWork.Announce(batch, frees: false);
    }
}
