namespace Slipway.Messaging;

/// <summary>What a signal is about.</summary>
internal enum StoreSignalKind
{
    /// <summary>Deliveries became ready, or will be at a known time.</summary>
    Ready,

    /// <summary>A delivery that runs was asked to stop.</summary>
    Cancel,

    /// <summary>Something waits for a broker that the process that stored it does not send.</summary>
    Outbox,
}
