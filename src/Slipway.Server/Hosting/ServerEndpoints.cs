using Slipway.Api;
using Slipway.Core.Engines;
using Slipway.Storage.Databases;

namespace Slipway.Server.Hosting;

/// <summary><c>/api/info</c> and <c>/api/shutdown</c>.</summary>
internal static class ServerEndpoints
{
    public static void MapServer(this IEndpointRouteBuilder routes)
    {
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
