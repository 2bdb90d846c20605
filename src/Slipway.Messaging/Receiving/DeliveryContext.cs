namespace Slipway.Messaging;

internal sealed class DeliveryContext(DeliveryRun run, Outbox outbox) : HandlerContext
{
    public override string MessageId => run.Delivery.MessageId;

    public override string CorrelationId => run.Delivery.CorrelationId;

    public override int Attempt => run.Delivery.Attempt;

    public override long Fence => run.Delivery.Fence;

    public override StopReason Stop => run.Stop;

    public Outbox Outbox { get; } = outbox;

    public string? Outcome { get; private set; }

    public bool IsSuperseded { get; private set; }

    public override ValueTask BeatAsync(double? progress, string? note, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (progress is not (null or (>= 0 and <= 1)))
        {
            throw new ArgumentOutOfRangeException(nameof(progress), progress, "Progress is from 0 to 1.");
        }
        run.Beat(new Beat(progress, Texts.Line(note)));
        return ValueTask.CompletedTask;
    }

    public override void Publish<TEvent>(TEvent @event) => Outbox.Add(@event, MessageKind.Event, null);

    public override void Send<TWork>(TWork work, TimeSpan? delay = null) => Outbox.Add(work, MessageKind.Work, delay);

    public override void Publish<TEvent>(TEvent @event, string correlationId)
    {
        ArgumentException.ThrowIfNullOrEmpty(correlationId);
        Outbox.Add(@event, MessageKind.Event, null, correlationId);
    }

    public override void Send<TWork>(TWork work, string correlationId)
    {
        ArgumentException.ThrowIfNullOrEmpty(correlationId);
        Outbox.Add(work, MessageKind.Work, null, correlationId);
    }

    public override void Overtake<TWork>(string key) => Outbox.Overtake(typeof(TWork), key);

    public override void Note(string outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        Outcome = outcome;
    }

    public override void Supersede(string reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        Outcome = reason;
        IsSuperseded = true;
    }
}
