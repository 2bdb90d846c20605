using System.Collections.Immutable;

namespace Slipway.Messaging;

/// <summary>
/// Looks at the messages of the database and does something about those that went wrong: what is behind <c>slipway messages</c>. Covers every
/// application that shares the database. Safe for concurrent use.
/// </summary>
public interface IMessageAdministration
{
    /// <summary>Gets deliveries, the newest first.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="cancellationToken">Cancels the look.</param>
    /// <returns>At most <see cref="MessageFilter.Limit"/>.</returns>
    Task<ImmutableArray<DeliverySummary>> ListAsync(MessageFilter filter, CancellationToken cancellationToken);

    /// <summary>Counts the deliveries that are not settled, by name and condition.</summary>
    /// <param name="name">The name on the wire; null is every.</param>
    /// <param name="cancellationToken">Cancels the look.</param>
    /// <returns>What there is at least one of, by name and then condition.</returns>
    Task<ImmutableArray<ConditionCount>> CountAsync(string? name, CancellationToken cancellationToken);

    /// <summary>Gets the ids of messages that begin with a text, so that people need not type them whole.</summary>
    /// <param name="prefix">The beginning; a whole id finds exactly that.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Cancels the look.</param>
    /// <returns>The ids, in their order.</returns>
    Task<ImmutableArray<string>> FindIdsAsync(string prefix, int limit, CancellationToken cancellationToken);

    /// <summary>Gets everything that is known of a message.</summary>
    /// <param name="messageId">Its whole id.</param>
    /// <param name="cancellationToken">Cancels the look.</param>
    /// <returns>The message; null where there is none.</returns>
    Task<MessageDetail?> FindAsync(string messageId, CancellationToken cancellationToken);

    /// <summary>
    /// Sends a dead letter again: a new message with a new id, of the same chain and cause, delivered to the applications that gave the old one
    /// up and to no other. The old one stays, as replayed. Asked twice, by two people say, one message is sent.
    /// </summary>
    /// <param name="messageId">The whole id of the dead letter.</param>
    /// <param name="by">Who wants it, for the record.</param>
    /// <param name="body">Another body, as JSON; null is the same one.</param>
    /// <param name="after">How long it waits before it may begin, so that many do not begin at once; 0 to 365 days.</param>
    /// <param name="cancellationToken">Cancels before the commit, never half-way.</param>
    /// <returns>What came of it.</returns>
    Task<AdministrationResult> ReplayAsync(string messageId, string by, ReadOnlyMemory<byte>? body, TimeSpan after, CancellationToken cancellationToken);

    /// <summary>
    /// Ends a message that is dead, or that no worker has begun, as dropped. One that was to be done runs its final handler first, in the same
    /// transaction, so that the application knows.
    /// </summary>
    /// <param name="messageId">Its whole id.</param>
    /// <param name="by">Who wants it, for the record.</param>
    /// <param name="why">Why, for the record.</param>
    /// <param name="cancellationToken">Cancels before the commit, never half-way.</param>
    /// <returns>What came of it.</returns>
    Task<AdministrationResult> DropAsync(string messageId, string by, string why, CancellationToken cancellationToken);
}
