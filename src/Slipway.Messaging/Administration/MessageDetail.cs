using System.Collections.Immutable;

namespace Slipway.Messaging;

/// <summary>Everything that is known of one message. Its body holds ids and facts only; still, never log it.</summary>
public sealed record MessageDetail
{
    /// <summary>Gets the message with its deliveries, as the timeline has them.</summary>
    public required MessageRecord Message { get; init; }

    /// <summary>Gets the version of the body.</summary>
    public required int Version { get; init; }

    /// <summary>Gets the W3C <c>traceparent</c> that it carries.</summary>
    public required string TraceParent { get; init; }

    /// <summary>Gets the W3C <c>tracestate</c> that it carries.</summary>
    public string? TraceState { get; init; }

    /// <summary>Gets the message that this one is a replay of.</summary>
    public string? ReplayOf { get; init; }

    /// <summary>Gets the replays of this one, oldest first.</summary>
    public ImmutableArray<string> ReplayedAs { get; init; } = [];

    /// <summary>Gets the body as it is stored.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Gets every delivery.</summary>
    public required ImmutableArray<DeliveryDetail> Deliveries { get; init; }

    /// <summary>Gets what led to it, the first of the chain first.</summary>
    public required ImmutableArray<MessageRecord> Before { get; init; }

    /// <summary>Gets what came of it, directly or further on, in the order of sending.</summary>
    public required ImmutableArray<MessageRecord> After { get; init; }
}
