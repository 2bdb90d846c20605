namespace Slipway.Messaging;

/// <summary>What newer work does to older work of its key that already runs.</summary>
public enum Superseding
{
    /// <summary>Its token fires with <see cref="StopReason.Superseded"/>; once it has stopped, the newer one is run.</summary>
    CancelRunning,

    /// <summary>It may end in peace, and the newer one is run after it. If it fails, it is not tried again.</summary>
    LetRunningFinish,
}
