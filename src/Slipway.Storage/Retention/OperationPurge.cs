using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Slipway.Messaging;

namespace Slipway.Storage.Retention;

/// <summary>
/// Removes operations (and what they were asked for, and the ids of webhooks' deliveries) that ended longer ago than messages are kept. One stays as long as a message of it does, a
/// dead letter say, and as long as it is the last of a cluster, or the last that deployed it.
/// </summary>
internal sealed class OperationPurge(IServiceScopeFactory scopes, TimeProvider time, IOptions<WorkerOptions> options)
{
    // The same on every database. State and kind are stored by name.
    private const string Batch = """
        delete from operation where id in (
          select o.id from operation o
          where o.finished_at < {0}
            and not exists (select 1 from message m where m.correlation_id = o.id)
            and not exists (
              select 1 from cluster c
              where c.id = o.cluster_id and (
                not exists (select 1 from operation l where l.cluster_id = c.id and l.started_at > o.started_at)
                or (o.deployment is not null and o.kind <> 'Remove' and not exists (
                  select 1 from operation d
                  where d.cluster_id = c.id and d.started_at > o.started_at and d.deployment is not null and d.kind <> 'Remove'))))
          limit 500)
        """;

    private const string Imports = "delete from import where not exists (select 1 from operation o where o.id = import.id)";

    private const string Deliveries = "delete from webhook_delivery where received_at < {0}";

    /// <returns>How many operations were removed.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var before = (time.GetUtcNow() - options.Value.Retention - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        var total = 0;
        int removed;
        do
        {
            var scope = scopes.CreateAsyncScope();
            await using (scope.ConfigureAwait(false))
            {
                var database = scope.ServiceProvider.GetRequiredService<SlipwayDbContext>().Database;
                removed = await database.ExecuteSqlRawAsync(Batch, [before], cancellationToken).ConfigureAwait(false);
                total += removed;
                if (removed > 0)
                {
                    await database.ExecuteSqlRawAsync(Imports, cancellationToken).ConfigureAwait(false);
                }
                else
                {
                    await database.ExecuteSqlRawAsync(Deliveries, [before], cancellationToken).ConfigureAwait(false);
                }
            }
        }
        while (removed > 0);
        return total;
    }
}
