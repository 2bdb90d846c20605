namespace Slipway.Messaging;

/// <summary>Runs when a message is given up, in the transaction that makes it a dead letter.</summary>
/// <typeparam name="TMessage">The message.</typeparam>
public interface IHandleDead<in TMessage>
    where TMessage : notnull
{
    /// <summary>Records what the failure means to the application, and publishes what others must know.</summary>
    /// <param name="message">The message that was given up.</param>
    /// <param name="error">Why.</param>
    /// <param name="context">The delivery.</param>
    /// <param name="cancellationToken">Fires when the process must stop.</param>
    /// <returns>A task that ends when the failure is recorded.</returns>
    Task HandleDeadAsync(TMessage message, string error, HandlerContext context, CancellationToken cancellationToken);
}
