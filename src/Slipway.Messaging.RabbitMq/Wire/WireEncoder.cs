using RabbitMQ.Client;

namespace Slipway.Messaging.RabbitMq;

/// <summary>From a message to the properties that it travels with.</summary>
internal static class WireEncoder
{
    private const string Json = "application/json";
    private const long MicrosecondsPerSecond = 1_000_000;

    // With the number that the client adds to find a message again that the broker returns.
    private const int UsualHeaders = 5;
    private static readonly object[] SmallVersions = [.. Enumerable.Range(0, 16).Select(version => (object)version)];

    public static BasicProperties Properties(WireMessage message, string application)
    {
        var headers = new Dictionary<string, object?>(UsualHeaders, StringComparer.Ordinal)
        {
            [Headers.Kind] = MessageKinds.ToText(message.Kind),
            [Headers.Version] = message.Version < SmallVersions.Length ? SmallVersions[message.Version] : message.Version,
            [Headers.SentAt] = message.SentAt,
            [Headers.TraceParent] = message.TraceParent,
        };
        Add(headers, Headers.TraceState, message.TraceState);
        Add(headers, Headers.Causation, message.CausationId);
        Add(headers, Headers.ExclusiveKey, message.ExclusiveKey);
        Add(headers, Headers.SupersedeKey, message.SupersedeKey);
        if (message.DueAt > message.SentAt)
        {
            headers[Headers.DueAt] = message.DueAt;
        }
        return new BasicProperties
        {
            MessageId = message.Id,
            CorrelationId = message.CorrelationId,
            Type = message.Name,
            AppId = application,
            ContentType = Json,
            DeliveryMode = DeliveryModes.Persistent,
            Timestamp = new AmqpTimestamp(message.SentAt / MicrosecondsPerSecond),
            Headers = headers,
        };
    }

    private static void Add(Dictionary<string, object?> headers, string name, string? value)
    {
        if (value is not null)
        {
            headers[name] = value;
        }
    }
}
