using Microsoft.Extensions.Logging;

namespace Slipway.Messaging.RabbitMq;

internal static partial class Log
{
    [LoggerMessage(2201, LogLevel.Information, "Connected to RabbitMQ {Version} at {Address}: '{Application}' {Side}")]
    public static partial void Connected(this ILogger logger, string version, string address, string application, string side);

    [LoggerMessage(2202, LogLevel.Warning, "The connection to RabbitMQ at {Address} that {Side} cannot be made ({Reason}); trying again in {Pause}. What is sent meanwhile is stored, and is relayed then")]
    public static partial void NotConnected(this ILogger logger, string side, string address, string reason, TimeSpan pause);

    [LoggerMessage(2203, LogLevel.Warning, "The connection to RabbitMQ that {Side} is made anew: {Reason}")]
    public static partial void SessionLost(this ILogger logger, string side, string reason);

    [LoggerMessage(2204, LogLevel.Warning, "RabbitMQ takes nothing at the moment: {Reason}")]
    public static partial void Blocked(this ILogger logger, string reason);

    [LoggerMessage(2205, LogLevel.Information, "RabbitMQ takes messages again")]
    public static partial void Unblocked(this ILogger logger);

    [LoggerMessage(2206, LogLevel.Error, "Looking for messages to relay failed; trying again in {Pause}")]
    public static partial void RelayFailed(this ILogger logger, Exception error, TimeSpan pause);

    [LoggerMessage(2207, LogLevel.Error, "What became of {Count} relayed messages could not be stored; trying again in {Pause}")]
    public static partial void SettleFailed(this ILogger logger, Exception error, int count, TimeSpan pause);

    [LoggerMessage(2208, LogLevel.Error, "{Count} messages from queue {Queue} could not be stored; trying again in {Pause}")]
    public static partial void InboxFailed(this ILogger logger, Exception error, int count, string queue, TimeSpan pause);

    [LoggerMessage(2209, LogLevel.Error, "A message from queue {Queue} is a dead letter {MessageId}: {Reason}")]
    public static partial void Undecodable(this ILogger logger, string queue, string messageId, string reason);

    [LoggerMessage(2210, LogLevel.Error, "The topology of RabbitMQ is not what this application needs")]
    public static partial void TopologyDiffers(this ILogger logger, Exception error);

    [LoggerMessage(2211, LogLevel.Warning, "Closing a connection to RabbitMQ failed")]
    public static partial void CloseFailed(this ILogger logger, Exception error);
}
