using Slipway.Api;
using Slipway.Core.Operations;
using Slipway.Server.Views;

namespace Slipway.Server.Operations;

/// <summary>Joins what is stored of an operation with where it stands right now.</summary>
internal sealed class OperationViews(IServiceScopeFactory scopes, LiveProgress live)
{
    /// <summary>Makes the view of an operation; null where there is none.</summary>
    public async Task<OperationView?> FindAsync(string id, CancellationToken cancellationToken)
    {
        // A scope of its own each time: a stream lives long, and must see what others commit.
        await using var scope = scopes.CreateAsyncScope();
        var store = scope.ServiceProvider.GetRequiredService<IOperationStore>();
        var operation = await store.FindAsync(id, cancellationToken);
        return operation is null ? null : View(operation, live.Find(id));
    }

    private static OperationView View(ClusterOperation operation, OperationProgress progress)
    {
        var instances = operation.Deployment?.Instances ?? [.. progress.Order.Select(n => progress.Instances[n])];
        return new OperationView
        {
            Id = operation.Id,
            Kind = ViewMapping.Lower(operation.Kind),
            State = ViewMapping.Lower(operation.State),
            Phase = operation.State == OperationState.Running ? progress.Phase : ViewMapping.Lower(operation.State),
            Cluster = operation.ClusterName,
            Commit = operation.Commit,
            Diagnostics = operation.Diagnostics.ToViews(),
            Notices = operation.Notices,
            Instances = [.. instances.Select(i => i.ToView())],
            Plan = (operation.Deployment?.Counts ?? progress.Plan)?.ToView(),
            Failure = operation.Failure?.ToView(),
            Addresses = operation.Deployment?.Addresses.ToViews() ?? [],
            StartedAt = operation.StartedAt,
            FinishedAt = operation.FinishedAt,
        };
    }
}
