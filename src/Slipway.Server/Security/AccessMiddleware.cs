using Slipway.Server.Errors;
using Slipway.Server.Hosting;
using Slipway.Server.Metrics;
using Slipway.Server.Webhooks;

namespace Slipway.Server.Security;

/// <summary>Lets through what carries the token, and health, webhooks (which are signed), and metrics where they are open.</summary>
internal sealed class AccessMiddleware(RequestDelegate next, AccessToken token, ServerOptions options)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (IsOpen(context.Request.Path) || token.IsIn(context.Request))
        {
            return next(context);
        }

        return Problems
            .Make(StatusCodes.Status401Unauthorized, "unauthorized", "Not authorized", "Send the token of server.json as Authorization: Bearer TOKEN.")
            .ExecuteAsync(context);
    }

    private bool IsOpen(PathString path) =>
        path.StartsWithSegments("/health", StringComparison.Ordinal)
        || path == WebhookEndpoint.Path
        || (options.Metrics == MetricsAccess.Open && path == MetricsEndpoint.Path);
}
