using Slipway.Server.Clusters;
using Slipway.Server.Errors;
using Slipway.Server.Health;
using Slipway.Server.Imports;
using Slipway.Server.Logs;
using Slipway.Server.Messages;
using Slipway.Server.Metrics;
using Slipway.Server.Operations;
using Slipway.Server.Repositories;
using Slipway.Server.Security;
using Slipway.Server.Timeline;
using Slipway.Server.Webhooks;

namespace Slipway.Server.Hosting;

/// <summary>What a request passes, and every endpoint.</summary>
internal static class ServerPipeline
{
    public static void UseSlipway(this WebApplication app, ServerOptions options)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages(c => Problems.OfStatus(c.HttpContext.Response.StatusCode).ExecuteAsync(c.HttpContext));
        app.UseMiddleware<AccessMiddleware>();
        app.MapServer();
        app.MapHealth();
        app.MapMetrics(options);
        app.MapImports();
        app.MapOperations();
        app.MapClusters();
        app.MapRevisions();
        app.MapRepositories();
        app.MapWebhooks();
        app.MapTimeline();
        app.MapMessages();
        app.MapLogs();
        app.MapOpenApi("/api/openapi.json");
    }
}
