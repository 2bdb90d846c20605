namespace Slipway.Core.Planning;

/// <summary>What a container is waited for.</summary>
public enum AwaitedCondition
{
    /// <summary>Healthy where it has a health check; otherwise up for the stability window, or ended with exit code 0 and not restarted.</summary>
    Running,

    /// <summary>Its health check passes. A container without a health check fails at once.</summary>
    Healthy,

    /// <summary>Ended with exit code 0.</summary>
    Completed,
}
