using System.Diagnostics;
using Microsoft.Extensions.Options;

namespace Slipway.Messaging;

/// <summary>From a message to what is stored of it, checked against the rules of its registration.</summary>
internal sealed class MessageEncoder(MessageCatalog catalog, MessageIds ids, IOptions<WorkerOptions> options)
{
    /// <exception cref="InvalidMessageException">It breaks a rule, or is too large.</exception>
    /// <exception cref="InvalidOperationException">It is not declared, or not as this kind.</exception>
    public OutgoingMessage Encode(
        object message, MessageKind kind, TimeSpan delay, string correlationId, ActivityContext chain, MessagingTelemetry telemetry)
    {
        var descriptor = catalog.GetForSendOrThrow(message.GetType(), kind);
        if (descriptor.ProblemsOf(message) is { IsEmpty: false } problems)
        {
            throw new InvalidMessageException(descriptor.Name, problems);
        }
        var body = MessageBody.Encode(message);
        if (body.Length > options.Value.MaxBodyBytes)
        {
            throw new InvalidMessageException(descriptor.Name, [SizeProblem(body.Length, options.Value.MaxBodyBytes)]);
        }
        return Encode(descriptor, message, body, delay, correlationId, chain, telemetry);
    }

    /// <summary>Encodes what the worker server itself says, which is never refused.</summary>
    public OutgoingMessage EncodeNotice(object notice, string correlationId, ActivityContext chain, MessagingTelemetry telemetry) =>
        Encode(
            catalog.GetForSendOrThrow(notice.GetType(), MessageKind.Event), notice, MessageBody.Encode(notice), TimeSpan.Zero, correlationId, chain, telemetry)
        with { OnlyIfSubscribed = true };

    public static string SizeProblem(int bytes, int limit) =>
        FormattableString.Invariant($"its body has {bytes} bytes, {limit} at most: send a reference to what it carries");

    private OutgoingMessage Encode(
        MessageDescriptor descriptor, object message, byte[] body, TimeSpan delay, string correlationId, ActivityContext chain, MessagingTelemetry telemetry)
    {
        var id = ids.Next();
        return new OutgoingMessage(
            id, descriptor, body, descriptor.ExclusiveKeyOf(message), delay, telemetry.TraceSend(descriptor, id, body.Length, correlationId, chain))
        {
            CorrelationId = correlationId,
            SupersedeKey = descriptor.SupersedeKeyOf(message),
        };
    }
}
