namespace Slipway.Messaging;

/// <summary>Where a process can be made to die while it handles a message.</summary>
internal enum KillPoint
{
    /// <summary>Claimed; the handler has not begun.</summary>
    BeforeHandle,

    /// <summary>All writes are in the open transaction.</summary>
    BeforeCommit,

    /// <summary>Committed; nobody has been told.</summary>
    AfterCommit,

    /// <summary>Confirmed by the broker; still in the outbox.</summary>
    AfterSend,

    /// <summary>Come from the broker; not stored.</summary>
    BeforeReceive,

    /// <summary>Stored as it came from the broker; not acknowledged.</summary>
    AfterReceive,
}
