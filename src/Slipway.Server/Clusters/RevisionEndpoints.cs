using Slipway.Api;
using Slipway.Core.Clusters;
using Slipway.Core.Operations;
using Slipway.Imports.Repositories;
using Slipway.Server.Errors;
using Slipway.Server.Operations;

namespace Slipway.Server.Clusters;

/// <summary>The revisions of an environment, and what can be asked about them.</summary>
internal static class RevisionEndpoints
{
    private const int Shown = 50;

    public static void MapRevisions(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/clusters/{name}/revisions", (string name, IClusterStore clusters, CancellationToken cancellationToken) =>
            ClusterEndpoints.WithAsync(name, clusters, c => ListAsync(c, clusters, cancellationToken), cancellationToken))
            .Answers<RevisionView[]>("The newest revisions of an environment, at most fifty, newest first.");
        routes.MapGet("/api/clusters/{name}/revisions/diff", (string name, int? from, int? to, IClusterStore clusters, CancellationToken cancellationToken) =>
            ClusterEndpoints.WithAsync(name, clusters, c => DiffAsync(c, from, to, clusters, cancellationToken), cancellationToken))
            .Answers<RevisionDiffView>("What differs between two revisions; without numbers, between the current one and the one before.");
        routes.MapPost("/api/clusters/{name}/redeploy", (string name, HttpContext http, IClusterStore clusters, ClusterRequests requests, CancellationToken cancellationToken) =>
            RequestIds.OnceAsync(
                http,
                [OperationKind.Redeploy],
                () => WithLivingAsync(name, clusters, async c => Accept(await requests.RedeployAsync(c, cancellationToken)), cancellationToken)))
            .Starts("Brings an environment in line with its current revision once more.");
        routes.MapPost("/api/clusters/{name}/rollback", (string name, HttpRequest http, IClusterStore clusters, ClusterRequests requests, CancellationToken cancellationToken) =>
            RequestIds.OnceAsync(
                http.HttpContext,
                [OperationKind.Rollback],
                () => WithLivingAsync(name, clusters, c => RollBackAsync(c, http, requests, cancellationToken), cancellationToken)))
            .Accepts<RollbackRequest>("application/json")
            .Starts("Makes the content of an earlier revision the next one. The next push goes forward again.");
        routes.MapPost("/api/clusters/{name}/pause", (string name, IClusterStore clusters, ClusterRequests requests, CancellationToken cancellationToken) =>
            WithLivingAsync(
                name,
                clusters,
                async c =>
                {
                    await requests.PauseAsync(c, cancellationToken);
                    return Results.Json(new PauseView(c.Name, true, null), ApiJson.Default.PauseView);
                },
                cancellationToken))
            .Answers<PauseView>("Lets pushes only be noted, not deployed.");
        routes.MapPost("/api/clusters/{name}/resume", (string name, IClusterStore clusters, RepositoryRequests requests, CancellationToken cancellationToken) =>
            WithLivingAsync(
                name,
                clusters,
                async c => Results.Json(new PauseView(c.Name, false, await requests.ResumeAsync(c, cancellationToken)), ApiJson.Default.PauseView),
                cancellationToken))
            .Answers<PauseView>("Lets pushes be deployed again, beginning with what was pushed meanwhile.");
    }

    private static Task<IResult> WithLivingAsync(string name, IClusterStore clusters, Func<Cluster, Task<IResult>> answer, CancellationToken cancellationToken) =>
        ClusterEndpoints.WithAsync(
            name,
            clusters,
            c => c.State == ClusterState.Removing
                ? Task.FromResult(Problems.Make(409, "being-removed", "It is being removed", $"The environment \"{c.Name}\" is being removed; make it anew when it is gone."))
                : answer(c),
            cancellationToken);

    private static async Task<IResult> ListAsync(Cluster cluster, IClusterStore clusters, CancellationToken cancellationToken)
    {
        var revisions = await clusters.ListRevisionsAsync(cluster.Id, Shown + 1, cancellationToken);
        return Results.Json(
            [.. revisions.Take(Shown).Select((r, i) => r.ToView(i + 1 < revisions.Length ? revisions[i + 1] : null, cluster.Revision))],
            ApiJson.Default.ImmutableArrayRevisionView);
    }

    private static async Task<IResult> DiffAsync(Cluster cluster, int? from, int? to, IClusterStore clusters, CancellationToken cancellationToken)
    {
        var later = to ?? cluster.Revision;
        var earlier = from ?? later - 1;
        if (from is null && earlier < 1)
        {
            return Problems.Make(409, "only-one-revision", "Nothing to compare", $"Revision {later} of \"{cluster.Name}\" is the first one.");
        }

        if (await clusters.FindRevisionAsync(cluster.Id, earlier, cancellationToken) is not { } before)
        {
            return NoRevision(cluster, earlier);
        }

        return await clusters.FindRevisionAsync(cluster.Id, later, cancellationToken) is { } after
            ? Results.Json(RevisionViews.Compare(cluster.Name, before, after), ApiJson.Default.RevisionDiffView)
            : NoRevision(cluster, later);
    }

    private static async Task<IResult> RollBackAsync(Cluster cluster, HttpRequest http, ClusterRequests requests, CancellationToken cancellationToken)
    {
        var request = await http.ReadFromJsonAsync(ApiJson.Default.RollbackRequest, cancellationToken);
        if (request is null || request.Revision < 1)
        {
            return Problems.Make(400, "no-revision-given", "No revision", "Give \"revision\": the number of an earlier revision.");
        }

        return await requests.RollbackAsync(cluster, request.Revision, cancellationToken) is { } operation
            ? Accept(operation)
            : NoRevision(cluster, request.Revision);
    }

    private static IResult NoRevision(Cluster cluster, int number) =>
        Problems.Make(404, "revision-not-found", "No such revision", $"The environment \"{cluster.Name}\" has no revision {number}; its current one is {cluster.Revision}.");

    private static IResult Accept(string operation) =>
        Results.Json(new Accepted(operation), ApiJson.Default.Accepted, statusCode: StatusCodes.Status202Accepted);
}
