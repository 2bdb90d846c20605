namespace Slipway.Messaging;

/// <summary>Handles one kind of message.</summary>
/// <typeparam name="TMessage">The message.</typeparam>
public interface IHandle<in TMessage>
    where TMessage : notnull
{
    /// <summary>Handles <paramref name="message"/>. Runs at least once per message, so it must be safe to run twice.</summary>
    /// <param name="message">The message.</param>
    /// <param name="context">What is known of this delivery; messages published through it leave only if the handler succeeds.</param>
    /// <param name="cancellationToken">Fires when the handler must stop; <see cref="HandlerContext.Stop"/> says why.</param>
    /// <returns>A task that ends when the message is handled.</returns>
    /// <exception cref="PermanentFailureException">Trying again cannot help; the message is dead-lettered.</exception>
    Task HandleAsync(TMessage message, HandlerContext context, CancellationToken cancellationToken);
}
