using System.Diagnostics;

namespace Slipway.Messaging;

/// <summary>Collects the messages of one unit of work, checked and encoded as they were when they were sent. Nothing leaves before the commit.</summary>
internal sealed class Outbox(MessageCatalog catalog, MessageEncoder encoder, MessagingTelemetry telemetry, string correlationId, string? causationId, ActivityContext chain)
{
    private readonly List<OutgoingMessage> _messages = [];
    private readonly List<Overtaking> _overtakes = [];

    public string CorrelationId { get; set; } = correlationId;

    public OutgoingBatch ToBatch() => new(CorrelationId, causationId, [.. _messages]) { Overtakes = [.. _overtakes] };

    public void Clear()
    {
        _messages.Clear();
        _overtakes.Clear();
    }

    public void Overtake(Type work, string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        var descriptor = catalog.GetForSendOrThrow(work, MessageKind.Work);
        if (!descriptor.IsOvertakable)
        {
            throw new InvalidOperationException($"'{descriptor.Name}' cannot be overtaken: register it with Overtakable().");
        }
        _overtakes.Add(new Overtaking(descriptor.Name, key));
    }

    public void Add(object message, MessageKind kind, TimeSpan? delay, string? correlationId = null)
    {
        ArgumentNullException.ThrowIfNull(message);
        var wait = delay ?? TimeSpan.Zero;
        ArgumentOutOfRangeException.ThrowIfLessThan(wait, TimeSpan.Zero, nameof(delay));
        _messages.Add(encoder.Encode(message, kind, wait, correlationId ?? CorrelationId, chain, telemetry));
    }
}
