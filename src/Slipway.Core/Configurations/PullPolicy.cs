namespace Slipway.Core.Configurations;

/// <summary>When an image is fetched from its registry.</summary>
public enum PullPolicy
{
    /// <summary>Only when the engine does not have it.</summary>
    Missing,

    /// <summary>On every deployment.</summary>
    Always,

    /// <summary>Never: it is an error when the engine does not have it.</summary>
    Never,
}
