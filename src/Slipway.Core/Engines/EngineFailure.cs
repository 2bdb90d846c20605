namespace Slipway.Core.Engines;

/// <summary>Kinds of refusals that callers tell apart.</summary>
public enum EngineFailure
{
    /// <summary>Anything else; the message says what.</summary>
    Other,

    /// <summary>The image is neither here nor at its registry, or the registry cannot be reached.</summary>
    ImageUnavailable,

    /// <summary>The host port is taken.</summary>
    PortTaken,

    /// <summary>The name belongs to something else.</summary>
    NameTaken,

    /// <summary>It does not exist.</summary>
    NotFound,

    /// <summary>A network that others still use cannot be removed.</summary>
    InUse,

    /// <summary>The engine counts users of it that are not there, and lets go of it only after a restart.</summary>
    Miscounted,
}
