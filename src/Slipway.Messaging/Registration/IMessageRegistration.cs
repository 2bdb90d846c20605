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

    /// <summary>Sets how often, and at what distance, a failed delivery is tried again. Default: <see cref="RetryPolicy.Default"/>.</summary>
    /// <param name="policy">The policy.</param>
    /// <returns>This registration.</returns>
    IMessageRegistration<TMessage> Retry(RetryPolicy policy);

    /// <summary>Sets how long one attempt may run. Default 1 min; at most 24 h. The lease is renewed meanwhile.</summary>
    /// <param name="budget">The time.</param>
    /// <returns>This registration.</returns>
    IMessageRegistration<TMessage> Within(TimeSpan budget);

    /// <summary>Sets what runs in the transaction of the dead letter when the message is given up.</summary>
    /// <typeparam name="THandler">The final handler.</typeparam>
    /// <returns>This registration.</returns>
    IMessageRegistration<TMessage> WhenDead<THandler>()
        where THandler : class, IHandleDead<TMessage>;
}
