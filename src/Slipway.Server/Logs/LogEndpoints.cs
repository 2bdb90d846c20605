using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.Channels;
using Slipway.Api;
using Slipway.Core.Clusters;
using Slipway.Core.Engines;
using Slipway.Core.Planning;
using Slipway.Server.Clusters;
using Slipway.Server.Errors;

namespace Slipway.Server.Logs;

/// <summary><c>/api/clusters/NAME/logs</c>.</summary>
internal static class LogEndpoints
{
    private static readonly byte[] NewLine = "\n"u8.ToArray();

    public static void MapLogs(this IEndpointRouteBuilder routes) => routes.MapGet(
        "/api/clusters/{name}/logs",
        (string name, string? service, int? tail, bool? follow, IClusterStore clusters, IContainerEngine engine, HttpContext context, CancellationToken cancellationToken) =>
            ClusterEndpoints.WithAsync(
                name,
                clusters,
                cluster => AnswerAsync(cluster, service, tail, follow ?? false, engine, context, cancellationToken),
                cancellationToken)).Answers<LogEntry>("The output of containers, one JSON object a line.", "application/x-ndjson");

    private static async Task<IResult> AnswerAsync(
        Cluster cluster, string? service, int? tail, bool follow, IContainerEngine engine, HttpContext context, CancellationToken cancellationToken)
    {
        var containers = (await engine.ListContainersAsync(cluster.Name, cancellationToken)).Where(c => c.ClusterId == cluster.Id).ToArray();
        var chosen = containers.Where(c => service is null || c.Instance == service).ToArray();
        if (service is not null && chosen.Length == 0)
        {
            var known = string.Join(", ", containers.Select(c => c.Instance).Distinct().Order(StringComparer.Ordinal));
            return Problems.Make(404, "service-not-found", "No such service", $"The environment \"{cluster.Name}\" has no container of \"{service}\". Known: {known}.");
        }

        context.Response.ContentType = "application/x-ndjson";
        if (follow)
        {
            await CopyAsync(MergeAsync(chosen, tail, follow, engine, cancellationToken), context, flushEach: true, cancellationToken);
        }
        else
        {
            var lines = new List<LogEntry>();
            await foreach (var line in MergeAsync(chosen, tail, follow, engine, cancellationToken))
            {
                lines.Add(line);
            }

            await CopyAsync(lines.OrderBy(l => l.Time).ToAsyncEnumerable(), context, flushEach: false, cancellationToken);
        }

        return Results.Empty;
    }

    private static async Task CopyAsync(IAsyncEnumerable<LogEntry> lines, HttpContext context, bool flushEach, CancellationToken cancellationToken)
    {
        await foreach (var line in lines.WithCancellation(cancellationToken))
        {
            await JsonSerializer.SerializeAsync(context.Response.Body, line, ApiJson.Default.LogEntry, cancellationToken);
            await context.Response.Body.WriteAsync(NewLine, cancellationToken);
            if (flushEach)
            {
                await context.Response.Body.FlushAsync(cancellationToken);
            }
        }
    }

    private static async IAsyncEnumerable<LogEntry> MergeAsync(
        ObservedContainer[] containers, int? tail, bool follow, IContainerEngine engine, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var lines = Channel.CreateBounded<LogEntry>(1000);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reading = ReadAllAsync();
        try
        {
            await foreach (var line in lines.Reader.ReadAllAsync(cancellationToken))
            {
                yield return line;
            }
        }
        finally
        {
            await end.CancelAsync();
            await reading;
        }

        async Task ReadAllAsync()
        {
            try
            {
                await Task.WhenAll(containers.Select(ReadAsync));
                lines.Writer.Complete();
            }
            catch (Exception error) when (error is OperationCanceledException or EngineException or EngineUnreachableException)
            {
                lines.Writer.Complete(error);
            }
        }

        async Task ReadAsync(ObservedContainer container)
        {
            await foreach (var line in engine.ReadLogsAsync(container.Id, tail, follow, end.Token))
            {
                var entry = new LogEntry(container.Instance, container.Name, line.Time, line.IsError ? "err" : "out", line.Text);
                await lines.Writer.WriteAsync(entry, end.Token);
            }
        }
    }
}
