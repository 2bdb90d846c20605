namespace Slipway.Messaging;

/// <summary>Where a delivery stands, as people ask for it: finer than <see cref="DeliveryState"/>.</summary>
public enum MessageCondition
{
    /// <summary>Its time has come and no worker has begun it.</summary>
    Ready,

    /// <summary>It was sent with a delay, and its time has not come.</summary>
    Waiting,

    /// <summary>A worker runs it.</summary>
    Running,

    /// <summary>An attempt failed; another one follows.</summary>
    Retrying,

    /// <summary>Given up, and nobody has done anything about it yet.</summary>
    Dead,

    /// <summary>Handled.</summary>
    Done,

    /// <summary>Overtaken by newer work.</summary>
    Superseded,

    /// <summary>It was a dead letter; a new message with the same content was sent instead of it.</summary>
    Replayed,

    /// <summary>Somebody decided that it is not to be done.</summary>
    Dropped,
}
