using System.Collections.Immutable;

namespace Slipway.Messaging;

/// <content>Gives back what is claimed for a process that does not know of it.</content>
internal sealed partial class DeliveryStore
{
    /// <summary>
    /// Makes deliveries ready again that the owner holds and does not run: the connection ended while the claim was committed, so that nobody was told.
    /// The attempt does not count.
    /// </summary>
    public async Task<ImmutableArray<string>> GiveBackAsync(IReadOnlyCollection<(long Seq, long Fence)> orphans, CancellationToken cancellationToken)
    {
        var chains = new HashSet<string>(StringComparer.Ordinal);
        await database.WriteAsync(async (sql, stop) =>
        {
            chains.Clear();
            foreach (var (seq, fence) in orphans.OrderBy(o => o.Seq))
            {
                var now = _clock.Now();
                const string Why = "claimed, and nobody was told";
                await RecordAttemptAsync(sql, seq, fence, AttemptResults.HandedOver, null, Why, stop).ConfigureAwait(false);
                if (await WaitAgainAsync(sql, seq, fence, now, now, counts: false, Why, stop).ConfigureAwait(false) is not [var newer])
                {
                    continue;
                }
                var delivery = (await sql.QueryAsync(MessageSql.SelectClaimed, [("@seq", seq)], ReadClaimed, stop).ConfigureAwait(false))[0];
                chains.Add(delivery.CorrelationId);
                if (newer is not null)
                {
                    await transport.StoreAsync(sql, notices.Superseded(delivery, newer), stop).ConfigureAwait(false);
                }
            }
            sql.Signal(StoreSignalKind.Ready, _application);
        }, cancellationToken).ConfigureAwait(false);
        return [.. chains];
    }
}
