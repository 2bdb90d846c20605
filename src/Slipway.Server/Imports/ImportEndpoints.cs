using Slipway.Api;
using Slipway.Core.Operations;
using Slipway.Imports.Requests;
using Slipway.Server.Errors;
using Slipway.Server.Operations;

namespace Slipway.Server.Imports;

/// <summary><c>/api/imports</c>.</summary>
internal static class ImportEndpoints
{
    private const string DefaultFormat = "compose";

    public static void MapImports(this IEndpointRouteBuilder routes) => routes.MapPost("/api/imports", (HttpRequest http, ImportRequests imports, CancellationToken cancellationToken) =>
            RequestIds.OnceAsync(http.HttpContext, [OperationKind.Import], () => RequestAsync(http, imports, cancellationToken)))
        .Accepts<ImportRequest>("application/json")
        .Starts("Asks for an environment of a repository.");

    private static async Task<IResult> RequestAsync(HttpRequest http, ImportRequests imports, CancellationToken cancellationToken)
    {
        var request = await http.ReadFromJsonAsync(ApiJson.Default.ImportRequest, cancellationToken);
        if (request is null || string.IsNullOrWhiteSpace(request.Repository))
        {
            return Problems.Make(400, "no-repository", "No repository", "Give \"repository\": an absolute path or a Git URL.");
        }

        if (request.Name is { } name && !ClusterNames.IsValid(name))
        {
            return ClusterNames.Problem(name);
        }

        var operation = await imports.RequestAsync(
            new Import
            {
                Id = string.Empty,
                // One that is left out arrives as nothing: what is generated for a required member sets all of them.
                Format = string.IsNullOrEmpty(request.Format) ? DefaultFormat : request.Format,
                Requested = request.Repository,
                Ref = request.Ref,
                Name = request.Name,
                Files = request.Files.IsDefault ? [] : request.Files,
                Profiles = request.Profiles.IsDefault ? [] : request.Profiles,
            },
            cancellationToken);
        return operation is null
            ? Problems.Make(400, "unknown-format", "Unknown format", $"There is no format \"{request.Format}\". Known: {string.Join(", ", imports.Formats)}.")
            : Results.Json(new Accepted(operation), ApiJson.Default.Accepted, statusCode: StatusCodes.Status202Accepted);
    }
}
