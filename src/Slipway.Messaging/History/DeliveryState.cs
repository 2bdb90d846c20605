namespace Slipway.Messaging;

/// <summary>Where a delivery stands.</summary>
public enum DeliveryState
{
    /// <summary>Waits for a worker, or for its time.</summary>
    Ready,

    /// <summary>A worker runs it under a lease.</summary>
    Running,

    /// <summary>Handled.</summary>
    Done,

    /// <summary>Given up: a permanent failure, or no attempt left. Nothing is lost; it can be looked at and replayed.</summary>
    Dead,

    /// <summary>Overtaken by newer work.</summary>
    Superseded,
}
