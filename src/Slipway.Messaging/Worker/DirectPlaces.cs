namespace Slipway.Messaging;

/// <summary>Slots that are kept for deliveries which are about to be stored as claimed.</summary>
/// <param name="Owner">Who claims them.</param>
/// <param name="Lease">For how long at first.</param>
/// <param name="Count">How many.</param>
internal sealed record DirectPlaces(OwnerId Owner, TimeSpan Lease, int Count);
