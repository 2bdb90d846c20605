using System.Diagnostics;
using Microsoft.Extensions.Options;

namespace Slipway.Messaging;

/// <summary>
/// What the worker server itself has to say, as events on the chain of the message that they are about. They are stored only if somebody
/// subscribed, as far as that is known where they are written, and are not held to the limits of other messages.
/// </summary>
internal sealed class Notices(MessageCatalog catalog, MessageEncoder encoder, MessagingTelemetry telemetry, IOptions<WorkerOptions> options)
{
    /// <summary>Reports a failure; empty where nobody wants to hear of it. The report of a report would never end.</summary>
    public OutgoingBatch Errored(ClaimedDelivery delivery, bool final, string reason, Exception? error) =>
        delivery.Name == WorkerErrored.WireName || options.Value.ErrorEvents == ErrorEvents.None || (!final && options.Value.ErrorEvents != ErrorEvents.EveryAttempt)
            ? OutgoingBatch.Empty
            : About(
                new WorkerErrored(
                    delivery.Name, delivery.Version, delivery.MessageId, catalog.Application, delivery.Attempt, final, Texts.Line(reason)!,
                    error?.GetType().FullName, Texts.Message(error), Texts.Detail(error)),
                delivery.CorrelationId,
                delivery.MessageId,
                delivery.Sender);

    /// <summary>Reports that a delivery ended as superseded.</summary>
    public OutgoingBatch Superseded(ClaimedDelivery delivery, string by) => About(
        new WorkSuperseded(delivery.Name, delivery.Version, delivery.MessageId, catalog.Application, by, HadBegun: true),
        delivery.CorrelationId,
        delivery.MessageId,
        delivery.Sender);

    /// <summary>Reports that a waiting delivery was superseded; one that runs is reported when it ends.</summary>
    public OutgoingBatch Superseded(Overtaken overtaken) => overtaken.IsRunning ? OutgoingBatch.Empty : About(
        new WorkSuperseded(overtaken.Name, overtaken.Version, overtaken.MessageId, overtaken.Application, overtaken.By, overtaken.Attempts > 0),
        overtaken.CorrelationId,
        overtaken.MessageId,
        overtaken.Sender);

    private OutgoingBatch About(object notice, string correlationId, string messageId, ActivityContext sender) =>
        new(correlationId, messageId, [encoder.EncodeNotice(notice, correlationId, sender, telemetry)]);
}
