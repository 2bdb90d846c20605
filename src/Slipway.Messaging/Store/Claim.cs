using System.Collections.Immutable;

namespace Slipway.Messaging;

/// <summary>The outcome of one look for work.</summary>
/// <param name="Deliveries">What this process holds now.</param>
/// <param name="NextDueAt">When the next delivery is due that waits for its time, by the store's clock; null if there is none.</param>
internal sealed record Claim(ImmutableArray<ClaimedDelivery> Deliveries, long? NextDueAt)
{
    /// <summary>Gets a value indicating whether the look also found deliveries whose holder is gone, or has let its lease run out.</summary>
    public bool AnyLost { get; init; }
}
