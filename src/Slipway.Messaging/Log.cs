using Microsoft.Extensions.Logging;

namespace Slipway.Messaging;

internal static partial class Log
{
    private static readonly Func<ILogger, string, string, string, int, IDisposable?> DeliveryScope =
        LoggerMessage.DefineScope<string, string, string, int>("{MessageName} {MessageId} of {CorrelationId}, attempt {Attempt}");

    public static IDisposable? BeginDelivery(this ILogger logger, ClaimedDelivery delivery) =>
        DeliveryScope(logger, delivery.Name, delivery.MessageId, delivery.CorrelationId, delivery.Attempt);

    [LoggerMessage(2001, LogLevel.Information, "Worker server of '{Application}' takes work as {Owner}, {Concurrency} at a time; it handles: {Names}")]
    public static partial void WorkerStarted(this ILogger logger, string application, OwnerId owner, int concurrency, string names);

    [LoggerMessage(2068, LogLevel.Information, "'{Application}' takes no work here; others of it do")]
    public static partial void WorkerRests(this ILogger logger, string application);

    [LoggerMessage(2002, LogLevel.Warning, "{Message} attempt {Attempt} failed; trying again in {Delay}")]
    public static partial void HandlerFailed(this ILogger logger, Exception error, string message, int attempt, TimeSpan delay);

    [LoggerMessage(2003, LogLevel.Error, "{Message} {MessageId} is a dead letter: {Reason}")]
    public static partial void DeadLetter(this ILogger logger, Exception? error, string message, string messageId, string reason);

    [LoggerMessage(2004, LogLevel.Error, "The final handler of {Message} {MessageId} failed")]
    public static partial void FinalHandlerFailed(this ILogger logger, Exception error, string message, string messageId);

    [LoggerMessage(2005, LogLevel.Warning, "{Message} {MessageId} is not held under fence {Fence} any more; what this run did is rolled back")]
    public static partial void LeaseLost(this ILogger logger, string message, string messageId, long fence);

    [LoggerMessage(2006, LogLevel.Error, "The outcome of {Message} {MessageId} could not be stored; trying again in {Pause}")]
    public static partial void SettleFailed(this ILogger logger, Exception error, string message, string messageId, TimeSpan pause);

    [LoggerMessage(2007, LogLevel.Information, "{Message} {MessageId} is told to stop: {Reason}")]
    public static partial void Stopping(this ILogger logger, string message, string messageId, StopReason reason);

    [LoggerMessage(2008, LogLevel.Warning, "A callback on the stop token of {Message} failed")]
    public static partial void StopCallbackFailed(this ILogger logger, Exception error, string message);

    [LoggerMessage(2009, LogLevel.Error, "Looking for work failed; trying again in {Pause}")]
    public static partial void ClaimFailed(this ILogger logger, Exception error, TimeSpan pause);

    [LoggerMessage(2010, LogLevel.Warning, "Renewing leases failed; handlers stop if it does not succeed soon")]
    public static partial void RenewFailed(this ILogger logger, Exception error);

    [LoggerMessage(2011, LogLevel.Warning, "Work of {Count} chains is taken up again: the processes that held it ended")]
    public static partial void TakenOver(this ILogger logger, int count);

    [LoggerMessage(2012, LogLevel.Warning, "{Count} handlers did not stop in time; the next start takes up their messages")]
    public static partial void LeftRunning(this ILogger logger, int count);

    [LoggerMessage(2013, LogLevel.Warning, "Observer {Observer} failed")]
    public static partial void ObserverFailed(this ILogger logger, Exception error, string observer);

    [LoggerMessage(2014, LogLevel.Error, "Removing old messages failed")]
    public static partial void PurgeFailed(this ILogger logger, Exception error);

    [LoggerMessage(2015, LogLevel.Information, "{Count} messages older than {Retention} were removed")]
    public static partial void Purged(this ILogger logger, int count, TimeSpan retention);

    [LoggerMessage(2040, LogLevel.Warning, "Metrics of waiting work are missing: the store could not be looked at")]
    public static partial void StoreLookFailed(this ILogger logger, Exception error);

    [LoggerMessage(2016, LogLevel.Critical, "A run of {Message} {MessageId} ended in an unexpected way")]
    public static partial void RunBroke(this ILogger logger, Exception error, string message, string messageId);

    [LoggerMessage(2017, LogLevel.Warning, "Work of other processes is seen every poll interval only: {File} cannot be watched")]
    public static partial void WatchFailed(this ILogger logger, Exception error, string file);

    [LoggerMessage(2018, LogLevel.Warning, "Signals of other processes cannot be heard; trying again in {Pause}, and looking every poll interval meanwhile")]
    public static partial void ListenFailed(this ILogger logger, Exception error, TimeSpan pause);

    [LoggerMessage(
        2031, LogLevel.Error,
        "{Message} {MessageId} was told to stop ({Reason}) and still runs after {Grace}: its slot is written off, and the message is held until it ends or this process does")]
    public static partial void HandlerStuck(this ILogger logger, string message, string messageId, StopReason reason, TimeSpan grace);

    [LoggerMessage(2030, LogLevel.Warning, "Looking for overtaken work failed; the next renewal of the leases tells")]
    public static partial void CancelWatchFailed(this ILogger logger, Exception error);
}
