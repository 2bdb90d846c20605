using System.Collections.Immutable;

namespace Slipway.Api;

/// <summary>Everything that is known of a message: <c>GET /api/messages/ID</c>.</summary>
public sealed record MessageDetailView
{
    /// <summary>Gets the id.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the kind: <c>event</c> or <c>task</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Gets the name of the event or task.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the version of its body.</summary>
    public required int Version { get; init; }

    /// <summary>Gets the operation that it belongs to, which is its correlation id.</summary>
    public required string Operation { get; init; }

    /// <summary>Gets the message whose handler sent it; null for the first of an operation.</summary>
    public string? CausedBy { get; init; }

    /// <summary>Gets the W3C trace id.</summary>
    public required string TraceId { get; init; }

    /// <summary>Gets the W3C <c>traceparent</c>.</summary>
    public required string TraceParent { get; init; }

    /// <summary>Gets the W3C <c>tracestate</c>.</summary>
    public string? TraceState { get; init; }

    /// <summary>Gets the dead letter that it was sent instead of.</summary>
    public string? ReplayOf { get; init; }

    /// <summary>Gets the messages that were sent instead of it.</summary>
    public ImmutableArray<string> ReplayedAs { get; init; } = [];

    /// <summary>Gets when it was sent.</summary>
    public required DateTimeOffset SentAt { get; init; }

    /// <summary>Gets the body as text (JSON).</summary>
    public required string Body { get; init; }

    /// <summary>Gets the size of the whole body, in bytes.</summary>
    public required int BodyBytes { get; init; }

    /// <summary>Gets a value indicating whether <see cref="Body"/> is only its beginning; ask with <c>?whole=true</c> for all of it.</summary>
    public required bool BodyIsCut { get; init; }

    /// <summary>Gets its way to each application.</summary>
    public required ImmutableArray<MessageDeliveryView> Deliveries { get; init; }

    /// <summary>Gets what led to it, the first first.</summary>
    public required ImmutableArray<TimelineEntry> Before { get; init; }

    /// <summary>Gets what came of it, directly or further on.</summary>
    public required ImmutableArray<TimelineEntry> After { get; init; }
}
