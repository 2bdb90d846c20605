using System.Diagnostics;

namespace Slipway.Messaging;

/// <summary>Collects the messages of one unit of work, checked and encoded as they were when they were sent. Nothing leaves before the commit.</summary>
internal sealed class Outbox(MessageEncoder encoder, MessagingTelemetry telemetry, string correlationId, string? causationId, ActivityContext chain)
{
    private readonly List<OutgoingMessage> _messages = [];

    public string CorrelationId { get; set; } = correlationId;

    public OutgoingBatch ToBatch() => new(CorrelationId, causationId, [.. _messages]);

    public void Clear() => _messages.Clear();

    public void Add(object message, MessageKind kind, TimeSpan? delay)
    {
        ArgumentNullException.ThrowIfNull(message);
        var wait = delay ?? TimeSpan.Zero;
        ArgumentOutOfRangeException.ThrowIfLessThan(wait, TimeSpan.Zero, nameof(delay));
        _messages.Add(encoder.Encode(message, kind, wait, CorrelationId, chain, telemetry));
    }
}
