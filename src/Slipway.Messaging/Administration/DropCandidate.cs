namespace Slipway.Messaging;

/// <summary>A delivery that somebody wants dropped, as it was found.</summary>
internal sealed record DropCandidate(string Application, DeliveryState State, ClaimedDelivery Delivery);
