using Microsoft.Extensions.Logging;

namespace Slipway.Docker;

internal static partial class Log
{
    [LoggerMessage(3001, LogLevel.Information, "Connected to Docker Engine {Version} at {Address}, API {ApiVersion}")]
    public static partial void Connected(this ILogger logger, string address, string version, Version apiVersion);

    [LoggerMessage(3002, LogLevel.Warning, "{Container}: the engine warns: {Warning}")]
    public static partial void CreatedWithWarning(this ILogger logger, string container, string warning);

    [LoggerMessage(3003, LogLevel.Warning, "{Container}: {Reason}")]
    public static partial void PreStopFailed(this ILogger logger, string container, string reason);

    [LoggerMessage(3004, LogLevel.Debug, "The stream of engine events broke; it is opened again")]
    public static partial void EventsBroke(this ILogger logger, Exception error);

    [LoggerMessage(3005, LogLevel.Information, "Images are built by {Builder}")]
    public static partial void BuilderChosen(this ILogger logger, string builder);

    [LoggerMessage(3006, LogLevel.Debug, "{Client} cannot build with BuildKit: {Reason}")]
    public static partial void BuildClientUnusable(this ILogger logger, string client, string reason);

    [LoggerMessage(3007, LogLevel.Warning, "The registry credentials in {File} cannot be read; images are pulled anonymously")]
    public static partial void CredentialsUnreadable(this ILogger logger, Exception error, string file);

    [LoggerMessage(3008, LogLevel.Information, "Removed {Count} built images that no container uses any more")]
    public static partial void UnusedImagesRemoved(this ILogger logger, int count);

    [LoggerMessage(3009, LogLevel.Warning, "Built images that no container uses cannot be removed now")]
    public static partial void UnusedImagesStay(this ILogger logger, Exception error);
}
