using Microsoft.Extensions.Logging;

namespace Slipway.Core.Deploying;

/// <summary>Log messages of the core flow; ids from 4000.</summary>
internal static partial class Log
{
    [LoggerMessage(4000, LogLevel.Information, "{Cluster} revision {Revision}: round {Round} plans {Operations} operations and keeps {Unchanged} containers")]
    public static partial void DeploymentPlanned(this ILogger logger, string cluster, int revision, int round, int operations, int unchanged);

    [LoggerMessage(4001, LogLevel.Warning, "{Cluster} revision {Revision} failed at {Instance}: {Reason}")]
    public static partial void DeploymentFailed(this ILogger logger, string cluster, int revision, string instance, string reason);

    [LoggerMessage(4002, LogLevel.Information, "{Instance}: container {Container} was brought back, since its successor failed")]
    public static partial void ContainerBroughtBack(this ILogger logger, string instance, string container);

    [LoggerMessage(4003, LogLevel.Warning, "{Instance}: container {Container} could not be brought back after its successor failed")]
    public static partial void ContainerNotBroughtBack(this ILogger logger, Exception error, string instance, string container);

    [LoggerMessage(4004, LogLevel.Warning, "Network {Network} could not be made again as it was")]
    public static partial void NetworkNotRestored(this ILogger logger, Exception error, string network);

    [LoggerMessage(4005, LogLevel.Information, "{Cluster} revision {Revision} was overtaken; {Replacements} replacements that were under way were taken back")]
    public static partial void DeploymentOvertaken(this ILogger logger, string cluster, int revision, int replacements);
}
