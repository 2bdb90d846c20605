namespace Slipway.Messaging;

/// <summary>
/// A unit of work outside of a handler (an HTTP request, say): messages and the writes of every <see cref="ITransactionParticipant"/>
/// of the scope commit together or not at all. Scoped; not safe for concurrent use.
/// </summary>
public interface IMessageSession
{
    /// <summary>Gets or sets the id shared by every message of the chain that this session begins. Default: a new id.</summary>
    string CorrelationId { get; set; }

    /// <summary>Adds an event to what commits.</summary>
    /// <typeparam name="TEvent">The event.</typeparam>
    /// <param name="event">The fact.</param>
    void Publish<TEvent>(TEvent @event)
        where TEvent : notnull;

    /// <summary>Adds a task to what commits.</summary>
    /// <typeparam name="TWork">The task.</typeparam>
    /// <param name="work">The job.</param>
    /// <param name="delay">How long it waits at least before it is run; null is at once.</param>
    void Send<TWork>(TWork work, TimeSpan? delay = null)
        where TWork : notnull;

    /// <summary>See <see cref="HandlerContext.Overtake"/>.</summary>
    /// <typeparam name="TWork">The task.</typeparam>
    /// <param name="key">The key under which it runs one at a time.</param>
    void Overtake<TWork>(string key)
        where TWork : notnull;

    /// <summary>Commits the participants' writes and the messages in one transaction.</summary>
    /// <param name="cancellationToken">Cancels before the commit, never half-way.</param>
    /// <returns>A task that ends once all is stored.</returns>
    Task CommitAsync(CancellationToken cancellationToken);
}
