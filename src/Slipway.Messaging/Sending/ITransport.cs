namespace Slipway.Messaging;

/// <summary>
/// How messages get from a committed unit of work to the deliveries of subscribed applications. The database transport writes the
/// deliveries at once. One over a broker stores here what is to be relayed, and on the other side accepts what arrives as deliveries, once
/// per message and application; retry, delay, order and leases belong to the store and stay the same.
/// </summary>
internal interface ITransport
{
    /// <summary>Gets a value indicating whether messages that are stored are delivered by that.</summary>
    bool DeliversAtOnce => true;

    /// <summary>Stores the messages within the open transaction of the unit of work that sent them.</summary>
    Task StoreAsync(SqlRunner sql, OutgoingBatch batch, CancellationToken cancellationToken);

    /// <summary>Stores the messages of several units of work, none of which overtakes others, within their common transaction.</summary>
    async Task StoreAsync(SqlRunner sql, IReadOnlyList<OutgoingBatch> batches, CancellationToken cancellationToken)
    {
        foreach (var batch in batches)
        {
            await StoreAsync(sql, batch, cancellationToken).ConfigureAwait(false);
        }
    }
}
