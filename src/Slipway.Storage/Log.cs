using Microsoft.Extensions.Logging;

namespace Slipway.Storage;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Other processes are neither heard nor told what happens here; trying again in {Pause}.")]
    public static partial void BroadcastBroken(this ILogger logger, Exception error, TimeSpan pause);

    [LoggerMessage(5011, LogLevel.Information, "{Count} old operations were removed")]
    public static partial void OperationsPurged(this ILogger logger, int count);

    [LoggerMessage(5012, LogLevel.Error, "Removing old operations failed")]
    public static partial void OperationPurgeFailed(this ILogger logger, Exception error);
}
