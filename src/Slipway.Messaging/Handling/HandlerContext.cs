namespace Slipway.Messaging;

/// <summary>One run of one handler: which message, which attempt, and what leaves when it succeeds.</summary>
public abstract class HandlerContext
{
    /// <summary>Gets the id of the message, the same on every attempt.</summary>
    public abstract string MessageId { get; }

    /// <summary>Gets the id shared by every message of the chain that began with one request.</summary>
    public abstract string CorrelationId { get; }

    /// <summary>Gets the number of this attempt, from 1.</summary>
    public abstract int Attempt { get; }

    /// <summary>Gets the number that grows with each claim of this message; writes outside the transaction carry it.</summary>
    public abstract long Fence { get; }

    /// <summary>Gets why the handler is being stopped, or <see cref="StopReason.None"/>.</summary>
    public abstract StopReason Stop { get; }

    /// <summary>Publishes an event when the handler succeeds, in the transaction of the handler's own writes.</summary>
    /// <typeparam name="TEvent">The event.</typeparam>
    /// <param name="event">The fact.</param>
    public abstract void Publish<TEvent>(TEvent @event)
        where TEvent : notnull;

    /// <summary>
    /// The same, as the beginning of a chain of its own, for what goes on by itself: one of many that a message leads to. This message stays known as
    /// its cause.
    /// </summary>
    /// <typeparam name="TEvent">The event.</typeparam>
    /// <param name="event">The fact.</param>
    /// <param name="correlationId">The id of the new chain.</param>
    public abstract void Publish<TEvent>(TEvent @event, string correlationId)
        where TEvent : notnull;

    /// <summary>The same for a task.</summary>
    /// <typeparam name="TWork">The task.</typeparam>
    /// <param name="work">The job.</param>
    /// <param name="correlationId">The id of the new chain.</param>
    public abstract void Send<TWork>(TWork work, string correlationId)
        where TWork : notnull;

    /// <summary>
    /// Ends what waits or runs of a task under a key, as superseded, when the handler succeeds: newer work makes it pointless. What waits never begins,
    /// what runs is told to stop, in whatever process. What was not delivered yet (it is with a broker) is not met, so its handler still looks
    /// whether it is wanted.
    /// </summary>
    /// <typeparam name="TWork">The task, registered with <see cref="IMessageRegistration{TMessage}.Overtakable"/>.</typeparam>
    /// <param name="key">The key under which it runs one at a time.</param>
    public abstract void Overtake<TWork>(string key)
        where TWork : notnull;

    /// <summary>Sends a task when the handler succeeds, in the transaction of the handler's own writes.</summary>
    /// <typeparam name="TWork">The task.</typeparam>
    /// <param name="work">The job.</param>
    /// <param name="delay">How long it waits at least before it is run; null is at once.</param>
    public abstract void Send<TWork>(TWork work, TimeSpan? delay = null)
        where TWork : notnull;

    /// <summary>
    /// Says that a long handler gets on, and how far it is; a handler with an idle limit that says nothing for that long is stopped. Costs
    /// next to nothing: the latest is stored with the next renewal of the lease, every third of <see cref="WorkerOptions.Lease"/>, and shown in
    /// the history.
    /// </summary>
    /// <param name="progress">From 0 to 1; null if unknown.</param>
    /// <param name="note">One line for people, at most 500 characters; null for none.</param>
    /// <param name="cancellationToken">The token of the handler.</param>
    /// <returns>A task that has ended.</returns>
    /// <exception cref="OperationCanceledException">The handler must stop: the lease is gone, say. <see cref="Stop"/> says why.</exception>
    public abstract ValueTask BeatAsync(double? progress, string? note, CancellationToken cancellationToken);

    /// <summary>Leaves one sentence about the outcome beside the delivery, for the timeline that people read.</summary>
    /// <param name="outcome">One line, at most 500 characters.</param>
    public abstract void Note(string outcome);

    /// <summary>Ends this delivery as superseded, neither done nor failed, once the handler returns: newer work has overtaken it.</summary>
    /// <param name="reason">One line: by what.</param>
    public abstract void Supersede(string reason);
}
