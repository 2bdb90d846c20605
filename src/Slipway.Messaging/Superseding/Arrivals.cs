using System.Collections.Immutable;

namespace Slipway.Messaging;

/// <summary>
/// What follows when a delivery is inserted that may be late, over a broker or as a replay: newest wins among those of its key, and whoever
/// subscribed hears of it. For whatever inserts deliveries on its own.
/// </summary>
internal sealed class Arrivals(NewestWins newest, Notices notices, ITransport transport)
{
    /// <summary>See <see cref="NewestWins.LockAsync"/>: once per transaction, before anything is inserted.</summary>
    public Task LockAsync(SqlRunner sql, IEnumerable<string?> supersedeKeys, CancellationToken cancellationToken) =>
        newest.LockAsync(sql, supersedeKeys, cancellationToken);

    /// <summary>
    /// Settles who is the newest. Call it after the insertion, and not for a copy that was there before; after the commit
    /// <see cref="CommitSignals.Committed"/> is told of the chains, with <c>mayOvertake</c>.
    /// </summary>
    /// <param name="sql">The open transaction.</param>
    /// <param name="messageId">The message.</param>
    /// <param name="replayOf">The original, if the message is a replay: its age is what counts.</param>
    /// <param name="application">The application that it was delivered to.</param>
    /// <param name="supersedeKey">Its key; null for none, and then there is nothing to settle.</param>
    /// <param name="cancellationToken">Cancels the statements; the transaction must then roll back.</param>
    /// <returns>What was overtaken, the message itself perhaps.</returns>
    public async Task<ImmutableArray<Overtaken>> ArrivedAsync(
        SqlRunner sql, string messageId, string? replayOf, string application, string? supersedeKey, CancellationToken cancellationToken)
    {
        if (supersedeKey is null)
        {
            return [];
        }
        var overtaken = await newest.ArriveAsync(sql, messageId, replayOf ?? messageId, application, supersedeKey, cancellationToken).ConfigureAwait(false);
        foreach (var delivery in overtaken)
        {
            if (delivery.IsRunning)
            {
                sql.Signal(StoreSignalKind.Cancel, delivery.Application);
            }
            await transport.StoreAsync(sql, notices.Superseded(delivery), cancellationToken).ConfigureAwait(false);
        }
        return [.. overtaken];
    }
}
