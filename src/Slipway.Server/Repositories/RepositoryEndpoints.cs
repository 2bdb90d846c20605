using System.Collections.Immutable;
using Slipway.Api;
using Slipway.Core.Clusters;
using Slipway.Core.Sources;
using Slipway.Imports.Repositories;
using Slipway.Server.Errors;
using Slipway.Server.Pushes;

namespace Slipway.Server.Repositories;

/// <summary><c>/api/repositories</c>.</summary>
internal static class RepositoryEndpoints
{
    private const string DefaultFormat = "compose";
    private const int MaxGlobs = 100;

    public static void MapRepositories(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/repositories", ConnectAsync)
            .Accepts<ConnectRequest>("application/json")
            .Answers<RepositoryView>("Connects a repository, whose pushes are followed from then on, or changes its settings.");
        routes.MapGet("/api/repositories", async (IConnectedRepositoryStore store, RepositoryViews views, CancellationToken cancellationToken) =>
        {
            var shown = ImmutableArray.CreateBuilder<RepositoryView>();
            foreach (var repository in await store.ListAsync(cancellationToken))
            {
                shown.Add(await views.OfAsync(repository, cancellationToken));
            }

            return Results.Json(shown.ToImmutable(), ApiJson.Default.ImmutableArrayRepositoryView);
        }).Answers<RepositoryView[]>("Every connected repository.");
        routes.MapGet("/api/repositories/{id}", async (string id, IConnectedRepositoryStore store, RepositoryViews views, CancellationToken cancellationToken) =>
            await store.FindAsync(id, cancellationToken) is { } repository
                ? Results.Json(await views.OfAsync(repository, cancellationToken), ApiJson.Default.RepositoryView)
                : NotFound(id))
            .Answers<RepositoryView>("One connected repository.");
        routes.MapDelete("/api/repositories/{id}", DisconnectAsync)
            .Answers<DisconnectedView>("Follows a repository no longer. Its environments stay, or are removed with their volumes (environments=remove).");
        routes.MapPost("/api/repositories/{id}/pushed", PushedAsync)
            .Accepts<PushedRequest>("application/json")
            .WithSummary("Reports a push, from a hook of any Git server. Without a ref, or without its new commit, all refs are looked at.")
            .Produces<PushedView>(StatusCodes.Status202Accepted)
            .Produces<ProblemView>(StatusCodes.Status404NotFound, "application/problem+json")
            .Produces<ProblemView>(StatusCodes.Status422UnprocessableEntity, "application/problem+json");
    }

    private static async Task<IResult> ConnectAsync(HttpRequest http, RepositoryRequests requests, RepositoryViews views, CancellationToken cancellationToken)
    {
        var request = await http.ReadFromJsonAsync(ApiJson.Default.ConnectRequest, cancellationToken);
        if (request is null || string.IsNullOrWhiteSpace(request.Repository))
        {
            return Problems.Make(400, "no-repository", "No repository", "Give \"repository\": an absolute path or a Git URL.");
        }

        var policy = request.PullRequests switch
        {
            null or "" or "none" => PullRequestPolicy.None,
            "all" => PullRequestPolicy.All,
            "labelled" => PullRequestPolicy.Labelled,
            _ => (PullRequestPolicy?)null,
        };
        if (policy is not { } pullRequests)
        {
            return Problems.Make(400, "bad-pull-requests", "Not a policy", "\"pullRequests\" is none, all or labelled.");
        }

        if (request.EverySeconds is { } seconds && seconds is not (>= 1 and <= 86_400))
        {
            return Problems.Make(400, "bad-interval", "Not an interval", "\"everySeconds\" is between 1 and 86400.");
        }

        if (!request.Branches.IsDefault && request.Branches.Length > MaxGlobs)
        {
            return Problems.Make(400, "too-many-branches", "Too many branches", $"Give at most {MaxGlobs} globs.");
        }

        var repository = await requests.ConnectAsync(
            new RepositoryConnection(request.Repository)
            {
                Format = string.IsNullOrEmpty(request.Format) ? DefaultFormat : request.Format,
                Branches = Known(request.Branches),
                PullRequests = pullRequests,
                Label = string.IsNullOrEmpty(request.Label) ? ConnectedRepository.DefaultLabel : request.Label,
                Forks = request.Forks,
                Files = Known(request.Files),
                Profiles = Known(request.Profiles),
                NamePattern = request.NamePattern,
                LookEvery = request.EverySeconds is { } every ? TimeSpan.FromSeconds(every) : null,
                GitHubName = request.GitHub,
            },
            cancellationToken);
        return Results.Json(await views.OfAsync(repository, cancellationToken), ApiJson.Default.RepositoryView);
    }

    private static async Task<IResult> DisconnectAsync(
        string id, string? environments, IConnectedRepositoryStore store, IClusterStore clusters, RepositoryRequests requests, CancellationToken cancellationToken)
    {
        if (environments is not (null or "keep" or "remove"))
        {
            return Problems.Make(400, "bad-environments", "Keep or remove", "\"environments\" is keep or remove.");
        }

        if (await store.FindAsync(id, cancellationToken) is not { } repository)
        {
            return NotFound(id);
        }

        var remove = environments == "remove";
        ImmutableArray<string> names =
        [
            .. (await clusters.ListByRepositoryAsync(repository.Address, cancellationToken)).Select(c => c.Name).Order(StringComparer.Ordinal),
        ];
        await requests.DisconnectAsync(id, remove, cancellationToken);
        return Results.Json(
            new DisconnectedView(RepositoryText.ForPeople(repository.Address), remove ? [] : names, remove ? names : []), ApiJson.Default.DisconnectedView);
    }

    private static async Task<IResult> PushedAsync(string id, HttpRequest http, PushReporter reporter, CancellationToken cancellationToken)
    {
        var request = http.ContentLength == 0 || http.ContentType is null ? null : await http.ReadFromJsonAsync(ApiJson.Default.PushedRequest, cancellationToken);
        var view = await reporter.ReportAsync(async services =>
        {
            if (await services.GetRequiredService<IConnectedRepositoryStore>().FindAsync(id, cancellationToken) is not { } repository)
            {
                return null;
            }

            if (request is { Ref: { Length: > 0 } reference, After: { Length: > 0 } after })
            {
                return PushResults.Of(await services.GetRequiredService<PushRequests>().PushedAsync(repository, reference, request.Before, after, Origins.Hook, null, cancellationToken));
            }

            if (request?.Ref is { Length: > 0 } named)
            {
                RefNames.ThrowIfInvalid(named);
            }

            var count = await services.GetRequiredService<RepositoryLook>().LookAsync(repository, cancellationToken);
            return count == 0
                ? new PushedView(PushResults.Known, "No ref differs from what was seen before.")
                : new PushedView(PushResults.Published, $"{count} {(count == 1 ? "ref differs" : "refs differ")} from what was seen before; the environments are being brought in step.");
        });
        return view is null ? NotFound(id) : Results.Json(view, ApiJson.Default.PushedView, statusCode: StatusCodes.Status202Accepted);
    }

    private static ImmutableArray<string> Known(ImmutableArray<string> given) => given.IsDefault ? [] : given;

    private static IResult NotFound(string id) =>
        Problems.Make(StatusCodes.Status404NotFound, "repository-not-found", "No such repository", $"There is no connected repository {id}; GET /api/repositories lists them.");
}
