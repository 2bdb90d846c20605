namespace Slipway.Core.Configurations;

/// <summary>What another instance must have reached.</summary>
public enum DependencyCondition
{
    /// <summary>Its containers were started.</summary>
    Started,

    /// <summary>Its health check passes.</summary>
    Healthy,

    /// <summary>It ran to its end with exit code 0.</summary>
    CompletedSuccessfully,
}
