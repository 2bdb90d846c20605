namespace Slipway.Core.Configurations;

/// <summary>When the engine starts a container again.</summary>
public enum RestartMode
{
    /// <summary>Never.</summary>
    No,

    /// <summary>Whenever it ended.</summary>
    Always,

    /// <summary>When it ended with another exit code than 0.</summary>
    OnFailure,

    /// <summary>Whenever it ended, unless it was stopped.</summary>
    UnlessStopped,
}
