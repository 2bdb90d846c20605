using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Slipway.Server.Operations;

/// <summary>Writes a stream of server-sent events (HTML Living Standard, section 9.2).</summary>
internal static class ServerSentEvents
{
    public static void Begin(HttpResponse response)
    {
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-cache";
    }

    public static Task WriteAsync<TValue>(
        HttpResponse response, string name, TValue value, JsonTypeInfo<TValue> type, CancellationToken cancellationToken) =>
        WriteTextAsync(response, $"event: {name}\ndata: {JsonSerializer.Serialize(value, type)}\n\n", cancellationToken);

    /// <summary>Keeps the connection from being taken for a dead one.</summary>
    public static Task WriteHeartbeatAsync(HttpResponse response, CancellationToken cancellationToken) =>
        WriteTextAsync(response, ": still here\n\n", cancellationToken);

    private static async Task WriteTextAsync(HttpResponse response, string text, CancellationToken cancellationToken)
    {
        await response.WriteAsync(text, cancellationToken);
        await response.Body.FlushAsync(cancellationToken);
    }
}
