using Slipway.Api;
using Slipway.Core.Engines;
using Slipway.Storage.Databases;

namespace Slipway.Server.Hosting;

/// <summary><c>/api/health</c>, <c>/api/info</c> and <c>/api/shutdown</c>.</summary>
internal static class ServerEndpoints
{
    public static void MapServer(this IEndpointRouteBuilder routes)
    {
        // Live: the process answers. Ready: it has begun to take messages, which is when the host counts as started.
        routes.MapGet("/api/health/live", () => Results.Ok());
        routes.MapGet("/api/health/ready", (IHostApplicationLifetime lifetime) =>
            lifetime.ApplicationStarted.IsCancellationRequested && !lifetime.ApplicationStopping.IsCancellationRequested
                ? Results.Ok()
                : Results.StatusCode(StatusCodes.Status503ServiceUnavailable));
        routes.MapGet("/api/info", async (ServerHome home, DatabaseAddress database, IContainerEngine engine, CancellationToken cancellationToken) =>
            Results.Json(
                new ServerInfo(Announcer.Version, home.Directory, await DescribeAsync(engine, cancellationToken), database.Kind.ToString().ToLowerInvariant()), ApiJson.Default.ServerInfo));
        routes.MapPost("/api/shutdown", (IHostApplicationLifetime lifetime) =>
        {
            lifetime.StopApplication();
            return Results.Accepted();
        });
    }

    private static async Task<string?> DescribeAsync(IContainerEngine engine, CancellationToken cancellationToken)
    {
        try
        {
            var description = await engine.DescribeAsync(cancellationToken);
            return $"{description.Name} {description.Version}";
        }
        catch (EngineUnreachableException)
        {
            return null;
        }
    }
}
