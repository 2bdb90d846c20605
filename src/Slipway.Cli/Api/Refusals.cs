using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Slipway.Api;

namespace Slipway.Cli.Api;

/// <summary>Turns the server's error answers into what a user is told.</summary>
internal static class Refusals
{
    public static async Task<CliException> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        var exitCode = response.StatusCode switch
        {
            HttpStatusCode.NotFound => ExitCodes.NotFound,
            HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity => ExitCodes.Rejected,
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.BadGateway => ExitCodes.ServerUnavailable,
            HttpStatusCode.ServiceUnavailable => ExitCodes.ServerUnavailable,
            _ => ExitCodes.Failed,
        };
        if (await ProblemAsync(response, cancellationToken) is not { } problem)
        {
            return new CliException(exitCode, $"the server answered {status} {response.ReasonPhrase}", "see server.log in Slipway's data directory") { HttpStatus = status };
        }

        if (problem.Code.StartsWith("engine-", StringComparison.Ordinal))
        {
            exitCode = ExitCodes.EngineUnavailable;
        }

        var message = string.IsNullOrEmpty(problem.Detail) ? problem.Title : $"{problem.Title.TrimEnd('.')}: {problem.Detail}";
        return new CliException(exitCode, message)
        {
            HttpStatus = status,
            Diagnostics = problem.Diagnostics.IsDefault ? [] : problem.Diagnostics,
        };
    }

    /// <summary>The same refusal with what to do, where it does not say that itself.</summary>
    public static CliException WithNextStep(this CliException refusal, string nextStep) => refusal.NextStep.Length > 0
        ? refusal
        : new CliException(refusal.ExitCode, refusal.Message, nextStep, refusal) { HttpStatus = refusal.HttpStatus, Diagnostics = refusal.Diagnostics };

    private static async Task<ProblemView?> ProblemAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentType?.MediaType is not ("application/problem+json" or "application/json"))
        {
            return null;
        }

        try
        {
            var problem = await response.Content.ReadFromJsonAsync(ApiJson.Default.ProblemView, cancellationToken);
            return problem is { Title.Length: > 0, Code: not null } ? problem : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
