namespace Slipway.Messaging;

/// <summary>Why a running handler is told to stop.</summary>
public enum StopReason
{
    /// <summary>It is not being stopped.</summary>
    None,

    /// <summary>The process shuts down; another one, or the next start, takes the message up again.</summary>
    Shutdown,

    /// <summary>The handler ran longer than its budget.</summary>
    Timeout,

    /// <summary>The lease could not be renewed in time, so another worker may run the message.</summary>
    LeaseLost,

    /// <summary>Newer work has overtaken this message.</summary>
    Superseded,
}
