namespace Slipway.Messaging;

/// <summary>What happened to messages: the timeline behind <c>slipway events</c>.</summary>
public interface IMessageHistory
{
    /// <summary>
    /// Gets every message of the given chains with its deliveries, in the order in which they were sent. A chain that began in a handler has those
    /// messages of other chains before it that led to it.
    /// </summary>
    /// <param name="correlationIds">The chains.</param>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    /// <returns>The messages, oldest first.</returns>
    Task<IReadOnlyList<MessageRecord>> GetChainsAsync(IReadOnlyCollection<string> correlationIds, CancellationToken cancellationToken);
}
