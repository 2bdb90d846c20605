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

    public static IResult NoOperation(string id) =>
        Make(StatusCodes.Status404NotFound, "operation-not-found", "No such operation", $"There is no operation {id}.");
}
