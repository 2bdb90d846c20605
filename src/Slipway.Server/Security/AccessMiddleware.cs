using Slipway.Server.Errors;

namespace Slipway.Server.Security;

/// <summary>Lets through what carries the token, and health.</summary>
internal sealed class AccessMiddleware(RequestDelegate next, AccessToken token)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Path.StartsWithSegments("/api/health", StringComparison.Ordinal) || token.IsIn(context.Request))
        {
            return next(context);
        }

        return Problems
            .Make(StatusCodes.Status401Unauthorized, "unauthorized", "Not authorized", "Send the token of server.json as Authorization: Bearer TOKEN.")
            .ExecuteAsync(context);
    }
}
