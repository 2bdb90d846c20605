using Slipway.Api;
using Slipway.Messaging;
using Slipway.Server.Errors;
using Slipway.Server.Views;

namespace Slipway.Server.Operations;

/// <summary><c>/api/operations</c>.</summary>
internal static class OperationEndpoints
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    // A build prints thousands of lines; people read ten frames a second.
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(50);

    public static void MapOperations(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/operations/{id}", async (string id, OperationViews views, CancellationToken cancellationToken) =>
            await views.FindAsync(id, cancellationToken) is { } view
                ? Results.Json(view, ApiJson.Default.OperationView)
                : Problems.NoOperation(id))
            .Answers<OperationView>("Where an operation stands.");
        routes.MapGet("/api/operations/{id}/events", async (string id, IMessageHistory history, CancellationToken cancellationToken) =>
        {
            var messages = await history.GetChainsAsync([id], cancellationToken);
            return Results.Json([.. messages.Select(m => m.ToEntry())], ApiJson.Default.ImmutableArrayTimelineEntry);
        }).Answers<TimelineEntry[]>("The events and tasks of an operation, oldest first.");
        routes.MapGet("/api/operations/{id}/stream", StreamAsync)
            .Answers<OperationView>("Where an operation stands, as server-sent events named operation, until it has ended.", "text/event-stream");
    }

    private static async Task StreamAsync(
        string id, OperationViews views, LiveProgress live, TimeProvider time, HttpContext context, CancellationToken cancellationToken)
    {
        var view = await views.FindAsync(id, cancellationToken);
        if (view is null)
        {
            await Problems.NoOperation(id).ExecuteAsync(context);
            return;
        }

        ServerSentEvents.Begin(context.Response);
        var version = 0L;
        await foreach (var changed in live.WatchAsync(id, Heartbeat, time, cancellationToken))
        {
            view = await views.FindAsync(id, cancellationToken);
            if (view is null)
            {
                return;
            }

            await ServerSentEvents.WriteAsync(
                context.Response, "operation", view with { Version = ++version }, ApiJson.Default.OperationView, cancellationToken);
            if (view.State != OperationStates.Running)
            {
                return;
            }

            if (changed)
            {
                await Task.Delay(Frame, time, cancellationToken);
            }
        }
    }
}
