using System.Diagnostics;

namespace Slipway.Messaging;

/// <summary>Collects the messages of one unit of work, checked and encoded as they were when they were sent. Nothing leaves before the commit.</summary>
internal sealed class Outbox(MessageCatalog catalog, MessagingTelemetry telemetry, string correlationId, string? causationId, ActivityContext chain)
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
        var descriptor = catalog.GetForSendOrThrow(message.GetType(), kind);
        var id = Guid.CreateVersion7().ToString("n");
        var body = MessageBody.Encode(message);
        _messages.Add(new OutgoingMessage(
            id, descriptor, body, descriptor.ExclusiveKey?.Invoke(message), wait, telemetry.TraceSend(descriptor, id, body.Length, CorrelationId, chain)));
    }
}
