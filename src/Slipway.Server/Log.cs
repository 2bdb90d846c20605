namespace Slipway.Server;

internal static partial class Log
{
    [LoggerMessage(9001, LogLevel.Information, "The webhook {Delivery} ({Event}) is {Result}")]
    public static partial void WebhookTaken(this ILogger logger, string delivery, string @event, string result);

    [LoggerMessage(9002, LogLevel.Warning, "A webhook from {Sender} is refused: {Code}")]
    public static partial void WebhookRefused(this ILogger logger, string? sender, string code);
}
