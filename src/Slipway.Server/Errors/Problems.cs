using System.Collections.Immutable;
using Slipway.Api;

namespace Slipway.Server.Errors;

/// <summary>Error answers (RFC 9457), all of one shape.</summary>
internal static class Problems
{
    public static IResult Make(int status, string code, string title, string detail, ImmutableArray<DiagnosticView> diagnostics = default) =>
        Results.Json(
            new ProblemView(title, status, detail, code, diagnostics.IsDefault ? [] : diagnostics),
            ApiJson.Default.ProblemView,
            "application/problem+json",
            status);

    public static IResult NoCluster(string name, IEnumerable<string> known)
    {
        var names = string.Join(", ", known);
        return Make(
            StatusCodes.Status404NotFound,
            "cluster-not-found",
            "No such environment",
            names.Length == 0 ? $"There is no environment \"{name}\"; there is none at all yet." : $"There is no environment \"{name}\". Known: {names}.");
    }

    /// <summary>For what the framework answers itself, with nothing but a status.</summary>
    public static IResult OfStatus(int status) => status switch
    {
        404 => Make(status, "not-found", "Not found", "There is nothing at this path; /api/openapi.json lists what there is."),
        405 => Make(status, "method-not-allowed", "Method not allowed", "/api/openapi.json lists the methods of each path."),
        415 => Make(status, "not-json", "Not JSON", "Send JSON, with Content-Type: application/json."),
        503 => Make(status, "not-ready", "Not ready", "The server starts or stops; ask again in a moment."),
        _ => Make(status, "refused", "Refused", "The request cannot be answered."),
    };

    public static IResult NoOperation(string id) =>
        Make(StatusCodes.Status404NotFound, "operation-not-found", "No such operation", $"There is no operation {id}.");
}
