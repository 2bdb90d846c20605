using Slipway.Messaging;

namespace Slipway.Testing.Messaging;

/// <summary>The context of a handler that a test calls itself; keeps what the handler sends.</summary>
public sealed class RecordedContext(string correlationId = "operation-1") : HandlerContext
{
    /// <summary>Gets the events and tasks, in order.</summary>
    public List<object> Sent { get; } = [];

    /// <summary>Gets what was overtaken: the task and its key.</summary>
    public List<(Type Work, string Key)> Overtaken { get; } = [];

    /// <summary>Gets the chain of each of <see cref="Sent"/> that begins one of its own.</summary>
    public Dictionary<object, string> Chains { get; } = [];

    /// <summary>Gets the note about the outcome.</summary>
    public string? Outcome { get; private set; }

    /// <summary>Gets a value indicating whether the delivery was superseded.</summary>
    public bool IsSuperseded { get; private set; }

    public override string MessageId => "message-1";

    public override string CorrelationId { get; } = correlationId;

    public override int Attempt => 1;

    public override long Fence => 1;

    /// <summary>Gets or sets why the handler is told to stop.</summary>
    public StopReason Stopping { get; set; }

    public override StopReason Stop => Stopping;

    public override ValueTask BeatAsync(double? progress, string? note, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public override void Publish<TEvent>(TEvent @event) => Sent.Add(@event);

    public override void Send<TWork>(TWork work, TimeSpan? delay = null) => Sent.Add(work);

    public override void Publish<TEvent>(TEvent @event, string correlationId)
    {
        Sent.Add(@event);
        Chains[@event] = correlationId;
    }

    public override void Send<TWork>(TWork work, string correlationId)
    {
        Sent.Add(work);
        Chains[work] = correlationId;
    }

    public override void Overtake<TWork>(string key) => Overtaken.Add((typeof(TWork), key));

    public override void Note(string outcome) => Outcome = outcome;

    public override void Supersede(string reason)
    {
        Outcome = reason;
        IsSuperseded = true;
    }
}
