using Microsoft.Extensions.Logging;

namespace Slipway.Storage;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Other processes are neither heard nor told what happens here; trying again in {Pause}.")]
    public static partial void BroadcastBroken(this ILogger logger, Exception error, TimeSpan pause);
}
