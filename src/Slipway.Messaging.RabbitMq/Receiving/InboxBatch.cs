namespace Slipway.Messaging.RabbitMq;

/// <summary>What became of a batch of arrivals in the store.</summary>
internal sealed class InboxBatch
{
    /// <summary>Gets or sets when it was stored.</summary>
    public long Now { get; set; }

    /// <summary>Gets or sets for how many it was tried to let them begin.</summary>
    public int Tried { get; set; }

    /// <summary>Gets the ids of messages that were not known here.</summary>
    public HashSet<string> Unknown { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets the ids of messages that were not delivered before.</summary>
    public HashSet<string> Delivered { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets the deliveries that were stored as claimed.</summary>
    public List<ClaimedDelivery> Begun { get; } = [];

    /// <summary>Gets the chains that have changed.</summary>
    public HashSet<string> Chains { get; } = new(StringComparer.Ordinal);

    public void Clear()
    {
        Tried = 0;
        Unknown.Clear();
        Delivered.Clear();
        Begun.Clear();
        Chains.Clear();
    }
}
