namespace Slipway.Messaging.Testing;

/// <summary>What became of a message that this test's application handles.</summary>
/// <typeparam name="TMessage">The message.</typeparam>
/// <param name="Message">The message.</param>
/// <param name="State">Where its delivery stands.</param>
/// <param name="Attempts">How often it was begun.</param>
/// <param name="DueAt">When the next attempt is due, for one that waits; else null.</param>
/// <param name="Outcome">One line: a note of the handler, or the last error.</param>
public sealed record HandledMessage<TMessage>(TMessage Message, DeliveryState State, int Attempts, DateTimeOffset? DueAt, string? Outcome)
    where TMessage : notnull;
