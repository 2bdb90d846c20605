namespace Slipway.Compose;

/// <summary>What a service waits for.</summary>
public sealed record ComposeDependency
{
    /// <summary>Gets the condition: <c>service_started</c>, <c>service_healthy</c>, <c>service_completed_successfully</c>.</summary>
    public required string Condition { get; init; }

    /// <summary>Gets whether the service must be there.</summary>
    public bool Required { get; init; }

    /// <summary>Gets whether a restart of the dependency restarts the service.</summary>
    public bool Restart { get; init; }
}
