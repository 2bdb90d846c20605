namespace Slipway.Messaging;

/// <summary>The delivery is no longer held under the fence it was claimed with: whatever this holder wanted to write must not be.</summary>
internal sealed class LeaseLostException(long seq, long fence) : Exception($"Delivery {seq} is not held under fence {fence} any more.");
