using Slipway.Messaging;
using Slipway.Server.Hosting;

namespace Slipway.Server.Metrics;

/// <summary><c>/metrics</c>, in Prometheus' text format.</summary>
internal static class MetricsEndpoint
{
    public const string Path = "/metrics";

    public static void MapMetrics(this WebApplication app, ServerOptions options)
    {
        if (options.Metrics == MetricsAccess.Off)
        {
            return;
        }

        // What is read from the database is fetched first: instruments are asked without waiting.
        app.UseWhen(
            context => context.Request.Path == Path,
            branch => branch.Use(async (context, next) =>
            {
                await context.RequestServices.GetRequiredService<IWorkGauges>().RefreshAsync(context.RequestAborted);
                await next(context);
            }));
        app.MapPrometheusScrapingEndpoint(Path);
    }
}
