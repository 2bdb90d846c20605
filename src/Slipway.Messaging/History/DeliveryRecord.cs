namespace Slipway.Messaging;

/// <summary>One delivery of a message to one application.</summary>
/// <param name="Consumer">The application and the message that it subscribed to.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Attempts">How often it was begun.</param>
/// <param name="StartedAt">When the latest attempt began; null before the first.</param>
/// <param name="FinishedAt">When it reached a terminal state; null before.</param>
/// <param name="DueAt">When the next attempt is due, for a delivery that waits.</param>
/// <param name="Outcome">One line for people: a note of the handler, or the last error.</param>
public sealed record DeliveryRecord(
    string Consumer,
    DeliveryState State,
    int Attempts,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt,
    DateTimeOffset? DueAt,
    string? Outcome)
{
    /// <summary>Gets how far its handler is, from 0 to 1, as it last said and this was stored; null if it said nothing.</summary>
    public double? Progress { get; init; }

    /// <summary>Gets what the handler last said about its progress; null if it said nothing.</summary>
    public string? ProgressNote { get; init; }
}
