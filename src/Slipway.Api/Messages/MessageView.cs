namespace Slipway.Api;

/// <summary>A message on its way to one application: <c>GET /api/messages</c>.</summary>
public sealed record MessageView
{
    /// <summary>Gets the id of the message.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the kind: <c>event</c> or <c>task</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Gets the name of the event or task.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the application that it goes to.</summary>
    public required string Application { get; init; }

    /// <summary>Gets where it stands; see <see cref="MessageStates"/>.</summary>
    public required string State { get; init; }

    /// <summary>Gets since when: <c>ready</c> since its time came, <c>running</c> since this attempt began, <c>waiting</c> and <c>retrying</c> since it was sent, else since it ended.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Gets how often it was begun.</summary>
    public int Attempts { get; init; }

    /// <summary>Gets when the next attempt is due; null for one that runs or has ended.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Gets how far a running one is, from 0 to 1; null where it does not say.</summary>
    public double? Progress { get; init; }

    /// <summary>Gets one line for people: the last error, or a note.</summary>
    public string? Outcome { get; init; }

    /// <summary>Gets the operation that it belongs to.</summary>
    public required string Operation { get; init; }

    /// <summary>Gets when it was sent.</summary>
    public required DateTimeOffset SentAt { get; init; }
}
