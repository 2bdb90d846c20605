using Microsoft.Extensions.Options;

namespace Slipway.Messaging;

/// <summary>Removes messages that were handled long ago, a batch per transaction so that the writer is never held for long.</summary>
internal sealed class MessagePurge(IMessageDatabase database, IOptions<WorkerOptions> options)
{
    private const int BatchSize = 500;

    /// <returns>How many messages were removed.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var retention = Timestamp.From(options.Value.Retention);
        var total = 0;
        int removed;
        do
        {
            removed = 0;
            await database.WriteAsync(
                async (sql, stop) => removed = await sql.ExecuteAsync(
                    MessageSql.PurgeBatch, [("@before", database.Clock.Now() - retention), ("@limit", BatchSize)], stop).ConfigureAwait(false),
                cancellationToken).ConfigureAwait(false);
            total += removed;
        }
        while (removed == BatchSize);
        return total;
    }
}
