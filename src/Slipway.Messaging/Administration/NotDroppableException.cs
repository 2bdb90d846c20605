namespace Slipway.Messaging;

/// <summary>The delivery was begun, or ended, between the look and the write: what was to be written must not be.</summary>
internal sealed class NotDroppableException() : Exception("A worker began it in this moment.");
