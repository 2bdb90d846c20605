namespace Slipway.Messaging;

/// <summary>How well a part of messaging does. Ordered: the worst of several is the greatest.</summary>
public enum HealthState
{
    /// <summary>It does what it should.</summary>
    Healthy,

    /// <summary>It works, but not as it should: late, or in part. People should look; it needs no restart.</summary>
    Degraded,

    /// <summary>It does not work.</summary>
    Unhealthy,
}
