using System.Collections.Immutable;
using System.Text.Json;
using Slipway.Api;
using Slipway.Core.Clusters;
using Slipway.Core.Configurations;
using Slipway.Core.Deploying;
using Slipway.Core.Engines;
using Slipway.Core.Hashing;
using Slipway.Core.Operations;
using Slipway.Server.Errors;
using Slipway.Server.Operations;
using Slipway.Server.Views;

namespace Slipway.Server.Clusters;

/// <summary><c>/api/clusters</c>.</summary>
internal static class ClusterEndpoints
{
    private static readonly OperationKind[] Changes = [OperationKind.Create, OperationKind.Update];

    public static void MapClusters(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/clusters", async (IClusterStore clusters, ClusterViews views, CancellationToken cancellationToken) =>
        {
            var shown = ImmutableArray.CreateBuilder<ClusterView>();
            foreach (var cluster in await clusters.ListAsync(cancellationToken))
            {
                shown.Add(await views.OfAsync(cluster, cancellationToken));
            }

            return Results.Json(shown.ToImmutable(), ApiJson.Default.ImmutableArrayClusterView);
        }).Answers<ClusterView[]>("Every environment.");
        routes.MapGet("/api/clusters/{name}", (string name, IClusterStore clusters, ClusterViews views, CancellationToken cancellationToken) =>
            WithAsync(name, clusters, async c => Results.Json(await views.OfAsync(c, cancellationToken), ApiJson.Default.ClusterView), cancellationToken))
            .Answers<ClusterView>("One environment.");
        routes.MapGet("/api/clusters/{name}/containers", (string name, IClusterStore clusters, IContainerEngine engine, CancellationToken cancellationToken) =>
            WithAsync(name, clusters, async c => Results.Json(await ContainersAsync(c, engine, cancellationToken), ApiJson.Default.ImmutableArrayContainerView), cancellationToken))
            .Answers<ContainerView[]>("The containers of an environment.");
        routes.MapGet("/api/clusters/{name}/plan", (string name, IClusterStore clusters, Deployer deployer, CancellationToken cancellationToken) =>
            WithAsync(name, clusters, c => PlanAsync(c, clusters, deployer, cancellationToken), cancellationToken))
            .Answers<PlanView>("What a deployment would do now, and why.");
        routes.MapDelete("/api/clusters/{name}", (string name, bool? volumes, HttpContext http, IClusterStore clusters, ClusterRequests requests, CancellationToken cancellationToken) =>
            RequestIds.OnceAsync(
                http,
                [OperationKind.Remove],
                () => WithAsync(name, clusters, async c => Accept(await requests.DeleteAsync(c, volumes ?? false, cancellationToken)), cancellationToken)))
            .Starts("Removes an environment; its volumes stay unless asked.");
        routes.MapPost("/api/clusters", (HttpRequest http, ClusterRequests requests, CancellationToken cancellationToken) =>
            RequestIds.OnceAsync(http.HttpContext, Changes, () => PutAsync(null, http, requests, cancellationToken)))
            .Accepts<ClusterDefinition>("application/json")
            .Starts("Makes an environment from runnable configurations, without any file.");
        routes.MapPut("/api/clusters/{name}", (string name, HttpRequest http, ClusterRequests requests, CancellationToken cancellationToken) =>
            RequestIds.OnceAsync(http.HttpContext, Changes, () => PutAsync(name, http, requests, cancellationToken)))
            .Accepts<ClusterDefinition>("application/json")
            .Starts("Brings an environment to other runnable configurations.");
    }

    /// <summary>Answers for a cluster, or that there is none, with those that there are.</summary>
    public static async Task<IResult> WithAsync(
        string name, IClusterStore clusters, Func<Cluster, Task<IResult>> answer, CancellationToken cancellationToken)
    {
        if (await clusters.FindByNameAsync(name, cancellationToken) is { } cluster)
        {
            return await answer(cluster);
        }

        var known = await clusters.ListAsync(cancellationToken);
        return Problems.NoCluster(name, known.Select(c => c.Name));
    }

    private static async Task<IResult> PutAsync(string? name, HttpRequest http, ClusterRequests requests, CancellationToken cancellationToken)
    {
        var request = await JsonSerializer.DeserializeAsync<ClusterDefinition>(http.Body, ContentHash.Json, cancellationToken);
        var wanted = name ?? request?.Name ?? string.Empty;
        if (!ClusterNames.IsValid(wanted))
        {
            return ClusterNames.Problem(wanted);
        }

        var set = request!.ToSet(wanted);
        var found = ConfigurationSetValidator.Validate(set);
        if (!found.IsEmpty)
        {
            return Problems.Make(422, "bad-configuration", "The configurations cannot be deployed", found[0].ToString(), found.ToViews());
        }

        return await requests.PutAsync(wanted, set, cancellationToken) is { } operation
            ? Accept(operation)
            : Problems.Make(409, "follows-repository", "The name is taken", $"The environment \"{wanted}\" follows a repository; choose another name.");
    }

    private static async Task<ImmutableArray<ContainerView>> ContainersAsync(Cluster cluster, IContainerEngine engine, CancellationToken cancellationToken)
    {
        var containers = await engine.ListContainersAsync(cluster.Name, cancellationToken);
        return
        [
            .. containers
                .Where(c => c.ClusterId == cluster.Id)
                .OrderBy(c => c.Instance, StringComparer.Ordinal)
                .ThenBy(c => c.Number)
                .Select(c => new ContainerView(
                    c.Id,
                    c.Name,
                    c.Instance,
                    ViewMapping.Lower(c.State),
                    c.Health == Core.Planning.HealthState.None ? string.Empty : ViewMapping.Lower(c.Health),
                    c.ExitCode,
                    c.RestartCount,
                    Addresses.Of([c]).ToViews())),
        ];
    }

    private static async Task<IResult> PlanAsync(Cluster cluster, IClusterStore clusters, Deployer deployer, CancellationToken cancellationToken)
    {
        var revision = await clusters.FindRevisionAsync(cluster.Id, cluster.Revision, cancellationToken);
        if (revision is null)
        {
            return Problems.Make(409, "no-revision", "Nothing to plan", $"The environment \"{cluster.Name}\" has no revision yet.");
        }

        var job = new DeployJob(string.Empty, cluster, revision) { FindRevision = (number, stop) => clusters.FindRevisionAsync(cluster.Id, number, stop) };
        var plan = await deployer.PlanAsync(job, cancellationToken);
        return Results.Json(plan.ToView(cluster), ApiJson.Default.PlanView);
    }

    private static IResult Accept(string operation) =>
        Results.Json(new Accepted(operation), ApiJson.Default.Accepted, statusCode: StatusCodes.Status202Accepted);
}
