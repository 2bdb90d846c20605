namespace Slipway.Messaging;

/// <summary>One delivery in a list.</summary>
public sealed record DeliverySummary
{
    /// <summary>Gets the id of the message.</summary>
    public required string MessageId { get; init; }

    /// <summary>Gets whether it is an event or a task.</summary>
    public required MessageKind Kind { get; init; }

    /// <summary>Gets the name on the wire.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the application that it is delivered to.</summary>
    public required string Application { get; init; }

    /// <summary>Gets where it stands.</summary>
    public required MessageCondition Condition { get; init; }

    /// <summary>
    /// Gets since when: a ready one since its time came, a running one since its attempt began, an ended or dead one since then, a waiting
    /// or retrying one since it was sent.
    /// </summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Gets how often it was begun.</summary>
    public required int Attempts { get; init; }

    /// <summary>Gets when its next attempt is due; null for one that runs or has ended.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Gets how far a running one is, from 0 to 1, where its handler says so.</summary>
    public double? Progress { get; init; }

    /// <summary>Gets one line for people: the last error, or a note.</summary>
    public string? Outcome { get; init; }

    /// <summary>Gets the chain.</summary>
    public required string CorrelationId { get; init; }

    /// <summary>Gets when it was sent.</summary>
    public required DateTimeOffset SentAt { get; init; }
}
