namespace Slipway.Messaging;

/// <summary>A lease that a process still holds.</summary>
/// <param name="Fence">The claim that it came with.</param>
/// <param name="CancelAsked">The id of the newer message that has overtaken it; null if none has.</param>
internal readonly record struct HeldLease(long Fence, string? CancelAsked);
