namespace Slipway.Messaging;

/// <summary>Every name of a span, attribute and instrument, after OpenTelemetry's messaging conventions where they have one.</summary>
public static class TelemetryNames
{
    /// <summary>The name of the activity source and of the meter.</summary>
    public const string Source = "Slipway.Messaging";

    internal const string System = "messaging.system";
    internal const string Destination = "messaging.destination.name";
    internal const string OperationName = "messaging.operation.name";
    internal const string OperationType = "messaging.operation.type";
    internal const string MessageId = "messaging.message.id";
    internal const string ConversationId = "messaging.message.conversation_id";
    internal const string BodySize = "messaging.message.body.size";
    internal const string ErrorType = "error.type";
    internal const string Attempt = "work.attempt";

    internal const string SentMessages = "messaging.client.sent.messages";
    internal const string ConsumedMessages = "messaging.client.consumed.messages";
    internal const string ProcessDuration = "messaging.process.duration";
    internal const string WaitDuration = "work.wait.duration";
    internal const string Running = "work.running";
    internal const string Retries = "work.retries";
    internal const string Dead = "work.dead";
    internal const string Superseded = "work.superseded";
    internal const string LeaseLost = "work.lease_lost";
    internal const string DuplicatesDropped = "work.duplicates_dropped";
    internal const string RelayLag = "work.relay.lag";
    internal const string RelayFailures = "work.relay.failures";
    internal const string WindowUsed = "work.publish.window_used";
    internal const string Stuck = "work.stuck";
    internal const string LeaseRenewDuration = "work.lease_renew.duration";
    internal const string OperationDuration = "messaging.client.operation.duration";
    internal const string Attempts = "work.attempts";
    internal const string Ready = "work.ready";
    internal const string Waiting = "work.waiting";
    internal const string Retrying = "work.retrying";
    internal const string DeadLetters = "work.dead_letters";
    internal const string OldestReadyAge = "work.oldest_ready_age";
    internal const string OutboxPending = "outbox.pending";
    internal const string OutboxOldestAge = "outbox.oldest_age";
}
