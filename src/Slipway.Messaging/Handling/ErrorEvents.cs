namespace Slipway.Messaging;

/// <summary>Which failures are published as <see cref="WorkerErrored"/>.</summary>
public enum ErrorEvents
{
    /// <summary>A message that is given up.</summary>
    GivenUp,

    /// <summary>Every failed attempt.</summary>
    EveryAttempt,

    /// <summary>None.</summary>
    None,
}
