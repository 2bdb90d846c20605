using System.Collections.Immutable;

namespace Slipway.Messaging;

/// <summary>One message as it was sent, with what became of it.</summary>
/// <param name="Id">The id of the message.</param>
/// <param name="Kind">Event or task.</param>
/// <param name="Name">The name on the wire.</param>
/// <param name="CorrelationId">The chain.</param>
/// <param name="CausationId">The message whose handler sent this one; null for the first of a chain.</param>
/// <param name="TraceId">The W3C trace id, 32 hexadecimal digits.</param>
/// <param name="SentAt">When it was committed.</param>
/// <param name="Deliveries">One per subscribed application or worker; empty for an event that nobody subscribed to.</param>
public sealed record MessageRecord(
    string Id,
    MessageKind Kind,
    string Name,
    string CorrelationId,
    string? CausationId,
    string TraceId,
    DateTimeOffset SentAt,
    ImmutableArray<DeliveryRecord> Deliveries);
