using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Slipway.Core.Clusters;
using Slipway.Core.Engines;
using Slipway.Core.Sources;

namespace Slipway.Server.Errors;

/// <summary>Turns what was thrown into an answer. The one place where the HTTP edge catches everything.</summary>
internal sealed class ProblemHandler : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var problem = exception switch
        {
            EngineUnreachableException => Problems.Make(503, "engine-unreachable", "The container engine does not answer", exception.Message),
            EngineException => Problems.Make(502, "engine-refused", "The container engine refused", exception.Message),
            SourceException => Problems.Make(422, "source", "The repository cannot be used", exception.Message),
            ConcurrentChangeException => Problems.Make(409, "changed-meanwhile", "Changed meanwhile", exception.Message),
            JsonException json => Problems.Make(
                400, "bad-json", "The body cannot be read", $"line {json.LineNumber + 1}, {json.Path ?? "the body"}: {json.Message}"),
            BadHttpRequestException bad => Problems.Make(bad.StatusCode, "bad-request", "The request cannot be read", bad.Message),
            _ => Problems.Make(500, "internal", "Something is wrong in the server", "The server's log has the details."),
        };
        await problem.ExecuteAsync(httpContext).ConfigureAwait(false);
        return true;
    }
}
