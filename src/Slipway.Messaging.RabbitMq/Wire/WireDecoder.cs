using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using RabbitMQ.Client;

namespace Slipway.Messaging.RabbitMq;

/// <summary>
/// From what arrived to a message. Whatever arrives becomes a row that can be stored: what cannot be read is replaced, and said to be a
/// problem, so that people see it with its bytes instead of the broker sending it for ever.
/// </summary>
internal static class WireDecoder
{
    private const int LongestName = 200;
    private const int LongestKey = 1000;
    private const int TraceParentLength = 55;
    private static readonly SearchValues<char> LowerHexadecimal = SearchValues.Create("0123456789abcdef");
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <param name="properties">The properties that came with it.</param>
    /// <param name="routingKey">The name under which it was routed.</param>
    /// <param name="queueKind">What the queue is for; null for one that takes both.</param>
    /// <param name="body">The body, copied.</param>
    /// <param name="tag">The delivery's number.</param>
    /// <param name="now">The time, for one that says none.</param>
    public static Arrival Decode(IReadOnlyBasicProperties properties, string routingKey, MessageKind? queueKind, ReadOnlySpan<byte> body, ulong tag, long now)
    {
        var problems = new List<string>();
        var headers = properties.Headers;
        var id = Text(properties.MessageId, "message-id", LongestName, problems) ?? Missing("message-id", problems);
        var name = Text(properties.Type, "type", LongestName, problems) ?? Missing("type", problems);
        var sentAt = Number(headers, Headers.SentAt, problems) ?? now;
        var message = new WireMessage
        {
            Id = id ?? Guid.CreateVersion7().ToString("n"),
            Kind = Kind(headers, queueKind, problems),
            Name = name ?? (Text(routingKey, "routing key", LongestName, []) is { } routed ? routed : "unknown"),
            Version = Version(headers, problems),
            CorrelationId = Text(properties.CorrelationId, "correlation-id", LongestName, problems) ?? id ?? Guid.CreateVersion7().ToString("n"),
            CausationId = Text(headers, Headers.Causation, LongestName, problems),
            TraceParent = TraceParent(headers, problems),
            TraceState = Text(headers, Headers.TraceState, LongestKey, problems),
            ExclusiveKey = Text(headers, Headers.ExclusiveKey, LongestKey, problems),
            SupersedeKey = Text(headers, Headers.SupersedeKey, LongestKey, problems),
            SentAt = sentAt,
            DueAt = Math.Max(Number(headers, Headers.DueAt, problems) ?? sentAt, sentAt),
            Body = body.ToArray(),
        };
        return new Arrival(tag, message, problems.Count == 0 ? null : $"decode: {string.Join("; ", problems)}");
    }

    private static string? Missing(string what, List<string> problems)
    {
        if (!problems.Any(p => p.StartsWith(what, StringComparison.Ordinal)))
        {
            problems.Add($"{what} is missing");
        }
        return null;
    }

    private static MessageKind Kind(IDictionary<string, object?>? headers, MessageKind? queueKind, List<string> problems)
    {
        if (headers?.TryGetValue(Headers.Kind, out var value) == true && value is byte[] bytes)
        {
            // What Slipway writes, without making a text of each.
            if (bytes.AsSpan().SequenceEqual("work"u8))
            {
                return MessageKind.Work;
            }
            if (bytes.AsSpan().SequenceEqual("event"u8))
            {
                return MessageKind.Event;
            }
        }
        switch (Text(headers, Headers.Kind, LongestName, problems))
        {
            case "event":
                return MessageKind.Event;
            case "work":
                return MessageKind.Work;
            case null when queueKind is { } known:
                return known;
            case null:
                problems.Add($"{Headers.Kind} is missing");
                return MessageKind.Work;
            default:
                problems.Add($"{Headers.Kind} is neither event nor work");
                return queueKind ?? MessageKind.Work;
        }
    }

    private static int Version(IDictionary<string, object?>? headers, List<string> problems)
    {
        switch (Number(headers, Headers.Version, problems))
        {
            case null:
                Missing(Headers.Version, problems);
                return 1;
            case >= 1 and <= int.MaxValue and var version:
                return (int)version;
            default:
                problems.Add($"{Headers.Version} is not a version");
                return 1;
        }
    }

    private static string TraceParent(IDictionary<string, object?>? headers, List<string> problems) =>
        Text(headers, Headers.TraceParent, LongestName, problems) is { } text && (IsPlainTraceParent(text) || ActivityContext.TryParse(text, null, out _))
            ? text
            : MessagingTelemetry.TraceParent(new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.None));

    // Of version 00 and with lower-case numbers that are not zero, which is what nearly all are: parsing would allocate both.
    private static bool IsPlainTraceParent(string text) =>
        text is ['0', '0', '-', ..] && text.Length == TraceParentLength && text[35] == '-' && text[52] == '-'
        && IsNumber(text.AsSpan(3, 32)) && IsNumber(text.AsSpan(36, 16)) && !text.AsSpan(53).ContainsAnyExcept(LowerHexadecimal);

    private static bool IsNumber(ReadOnlySpan<char> digits) => !digits.ContainsAnyExcept(LowerHexadecimal) && digits.ContainsAnyExcept('0');

    private static string? Text(IDictionary<string, object?>? headers, string name, int longest, List<string> problems)
    {
        switch (headers?.TryGetValue(name, out var value) == true ? value : null)
        {
            case null:
                return null;
            case string text:
                return Text(text, name, longest, problems);
            case byte[] bytes:
                try
                {
                    return Text(Strict.GetString(bytes), name, longest, problems);
                }
                catch (DecoderFallbackException)
                {
                    problems.Add($"{name} is not UTF-8");
                    return null;
                }
            default:
                problems.Add($"{name} is not a text");
                return null;
        }
    }

    // No database stores the character 0 in a text, and one such message must not keep its batch from being stored.
    private static string? Text(string? text, string name, int longest, List<string> problems)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }
        if (text.Length > longest || text.Contains('\0', StringComparison.Ordinal) || text.Contains('\uFFFD', StringComparison.Ordinal))
        {
            problems.Add(text.Length > longest ? $"{name} is longer than {longest.ToString(CultureInfo.InvariantCulture)} characters" : $"{name} has characters that are none");
            return null;
        }
        return text;
    }

    private static long? Number(IDictionary<string, object?>? headers, string name, List<string> problems)
    {
        switch (headers?.TryGetValue(name, out var value) == true ? value : null)
        {
            case null:
                return null;
            case long number:
                return number;
            case int number:
                return number;
            case short number:
                return number;
            case byte number:
                return number;
            case sbyte number:
                return number;
            default:
                problems.Add($"{name} is not a whole number");
                return null;
        }
    }
}
