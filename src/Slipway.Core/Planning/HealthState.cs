namespace Slipway.Core.Planning;

/// <summary>What a health check says.</summary>
public enum HealthState
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>Not decided yet.</summary>
    Starting,

    /// <summary>It passes.</summary>
    Healthy,

    /// <summary>It fails.</summary>
    Unhealthy,
}
