namespace Slipway.Messaging;

/// <summary>The end of a delivery, as its unit of work records it.</summary>
/// <param name="Delivery">The delivery.</param>
/// <param name="State">How it ends.</param>
/// <param name="Outcome">One line for people; null for none.</param>
/// <param name="Beat">The last sign of life that is not stored yet; null for none.</param>
internal sealed record Finish(ClaimedDelivery Delivery, DeliveryState State, string? Outcome, Beat? Beat)
{
    /// <summary>Gets what is called when nothing is left to do but to store this; null for nothing.</summary>
    public Action? Storing { get; init; }
}
