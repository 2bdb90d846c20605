using System.Collections.Immutable;
using Slipway.Api;
using Slipway.Core.Operations;
using Slipway.Messaging;
using Slipway.Server.Errors;
using Slipway.Server.Operations;
using Slipway.Server.Views;

namespace Slipway.Server.Timeline;

/// <summary><c>/api/clusters/NAME/events</c>: also of an environment that is gone.</summary>
internal static class TimelineEndpoints
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(100);

    public static void MapTimeline(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/clusters/{name}/events", async (string name, IServiceScopeFactory scopes, CancellationToken cancellationToken) =>
            await ReadAsync(name, scopes, cancellationToken) is { IsEmpty: false } entries
                ? Results.Json(entries, ApiJson.Default.ImmutableArrayTimelineEntry)
                : Problems.NoCluster(name, []))
            .Answers<TimelineEntry[]>("Every event and task of an environment, oldest first, also of one that is gone.");
        routes.MapGet("/api/clusters/{name}/events/stream", StreamAsync)
            .Answers<TimelineEntry>("The same as server-sent events named message, each again whenever it changed.", "text/event-stream");
    }

    private static async Task StreamAsync(
        string name, IServiceScopeFactory scopes, LiveProgress live, TimeProvider time, HttpContext context, CancellationToken cancellationToken)
    {
        ServerSentEvents.Begin(context.Response);
        var shown = new Dictionary<string, string>(StringComparer.Ordinal);
        await foreach (var changed in live.WatchAsync(null, Heartbeat, time, cancellationToken))
        {
            if (!changed)
            {
                await ServerSentEvents.WriteHeartbeatAsync(context.Response, cancellationToken);
                continue;
            }

            foreach (var entry in await ReadAsync(name, scopes, cancellationToken))
            {
                var state = string.Concat(entry.Deliveries.Select(d => $"{d.Consumer} {d.State} {d.Attempts} {d.Outcome}\n"));
                if (!shown.TryGetValue(entry.Id, out var before) || before != state)
                {
                    shown[entry.Id] = state;
                    await ServerSentEvents.WriteAsync(context.Response, "message", entry, ApiJson.Default.TimelineEntry, cancellationToken);
                }
            }

            await Task.Delay(Frame, time, cancellationToken);
        }
    }

    private static async Task<ImmutableArray<TimelineEntry>> ReadAsync(string name, IServiceScopeFactory scopes, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var operations = await scope.ServiceProvider.GetRequiredService<IOperationStore>().ListIdsAsync(name, cancellationToken);
        var messages = await scope.ServiceProvider.GetRequiredService<IMessageHistory>().GetChainsAsync(operations, cancellationToken);
        return [.. messages.Select(m => m.ToEntry())];
    }
}
