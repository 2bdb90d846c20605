namespace Slipway.Messaging;

/// <summary>One message being registered: who handles it, and how.</summary>
/// <typeparam name="TMessage">The message.</typeparam>
public interface IMessageRegistration<TMessage>
    where TMessage : notnull
{
    /// <summary>Subscribes this application with a handler. At most one per message.</summary>
    /// <typeparam name="THandler">The handler, made once per delivery in its own scope.</typeparam>
    /// <returns>This registration.</returns>
    IMessageRegistration<TMessage> Run<THandler>()
        where THandler : class, IHandle<TMessage>;

    /// <summary>
    /// Never runs two deliveries with one key at the same time, of whatever message, in whatever process; those of one key run in the
    /// order in which they were sent.
    /// </summary>
    /// <param name="key">The key, for example <c>cluster:ID</c>.</param>
    /// <returns>This registration.</returns>
    IMessageRegistration<TMessage> OneAtATimeBy(Func<TMessage, string> key);

    /// <summary>
    /// Lets only the newest count of those that share a key, of whatever message of the application: when one is sent, older ones that wait
    /// (for their first attempt, a retry or their time) end as <see cref="DeliveryState.Superseded"/>, and one that runs is told to stop and
    /// ends so too. It is decided in the transaction that delivers the newer one, and never undone: whatever becomes of the newer one, an older
    /// one does not come back. Implies <see cref="OneAtATimeBy"/> with the same key unless another is given. A handler that finishes although
    /// it was told to stop is done, and what it wrote and sent commits.
    /// </summary>
    /// <param name="key">The key, for example <c>cluster:ID</c>.</param>
    /// <param name="running">What happens to an older one that runs. Default: it is cancelled.</param>
    /// <returns>This registration.</returns>
    IMessageRegistration<TMessage> NewestWinsBy(Func<TMessage, string> key, Superseding running = Superseding.CancelRunning);

    /// <summary>Lets <see cref="HandlerContext.Overtake"/> end this task under its key of <see cref="OneAtATimeBy"/>, while it waits or runs.</summary>
    /// <returns>This registration.</returns>
    IMessageRegistration<TMessage> Overtakable();

    /// <summary>
    /// Adds a rule that says what is wrong with a message. Checked when it is sent, where a problem throws
    /// <see cref="InvalidMessageException"/>, and again when it is received, where it makes a dead letter with the reason <c>schema:</c>. Rules
    /// add up.
    /// </summary>
    /// <param name="problems">Returns a sentence for each problem, nothing for a valid message. Must not change it, nor depend on anything else.</param>
    /// <returns>This registration.</returns>
    IMessageRegistration<TMessage> Validate(Func<TMessage, IEnumerable<string>> problems);

    /// <summary>
    /// Lets no more than <paramref name="count"/> attempts begin within any period of <paramref name="per"/>, over all processes of the
    /// application. Messages over it wait, in their order, and hold up no others.
    /// </summary>
    /// <param name="count">How many; 1 to 1000.</param>
    /// <param name="per">The period; 1 ms to 24 h.</param>
    /// <returns>This registration.</returns>
    IMessageRegistration<TMessage> Throttle(int count, TimeSpan per);

    /// <summary>
    /// Lets no more than <paramref name="count"/> attempts run at once in each process, whatever room it has for others. Messages over it wait, in their
    /// order, and hold up no others.
    /// </summary>
    /// <param name="count">How many; 1 to 1000.</param>
    /// <returns>This registration.</returns>
    IMessageRegistration<TMessage> Parallel(int count);

    /// <summary>Sets how often, and at what distance, a failed delivery is tried again. Default: <see cref="RetryPolicy.Default"/>.</summary>
    /// <param name="policy">The policy.</param>
    /// <returns>This registration.</returns>
    IMessageRegistration<TMessage> Retry(RetryPolicy policy);

    /// <summary>
    /// Sets how long one attempt may run. The lease is renewed meanwhile, so that also one of hours is taken over soon when its process dies.
    /// Over the limit the token fires with <see cref="StopReason.Timeout"/>, and the attempt has failed.
    /// </summary>
    /// <param name="budget">The time. Default 1 min; at most 24 h.</param>
    /// <param name="idle">How long it may go without <see cref="HandlerContext.BeatAsync"/>; null, the default, for no such limit.</param>
    /// <returns>This registration.</returns>
    IMessageRegistration<TMessage> Within(TimeSpan budget, TimeSpan? idle = null);

    /// <summary>Sets what runs in the transaction of the dead letter when the message is given up.</summary>
    /// <typeparam name="THandler">The final handler.</typeparam>
    /// <returns>This registration.</returns>
    IMessageRegistration<TMessage> WhenDead<THandler>()
        where THandler : class, IHandleDead<TMessage>;
}
