using Microsoft.Extensions.Logging;

namespace Slipway.Imports;

internal static partial class Log
{
    [LoggerMessage(7001, LogLevel.Information, "{Count} refs of {Repository} were not where they were last seen")]
    public static partial void RefsDiffered(this ILogger logger, string repository, int count);

    [LoggerMessage(7002, LogLevel.Warning, "{Repository} cannot be looked at: {Problem}")]
    public static partial void LookFailed(this ILogger logger, string repository, string problem);

    [LoggerMessage(7003, LogLevel.Error, "Looking at the connected repositories failed; trying again")]
    public static partial void LookingFailed(this ILogger logger, Exception error);
}
