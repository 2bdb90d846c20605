namespace Slipway.Messaging.RabbitMq;

/// <summary>
/// Names on the wire. What AMQP has a property for travels there: message-id, correlation-id, type (the message's name), app-id (the sender),
/// timestamp (seconds) and content-type.
/// </summary>
internal static class Headers
{
    public const string Kind = "slipway-kind";
    public const string Version = "slipway-version";

    /// <summary>Microseconds since 1970; the timestamp property has seconds only.</summary>
    public const string SentAt = "slipway-sent-at";

    /// <summary>Microseconds since 1970; absent where the message is due at once.</summary>
    public const string DueAt = "slipway-due-at";
    public const string Causation = "slipway-causation";
    public const string ExclusiveKey = "slipway-exclusive-key";
    public const string SupersedeKey = "slipway-supersede-key";
    public const string TraceParent = "traceparent";
    public const string TraceState = "tracestate";
}
