namespace Slipway.Compose;

/// <summary>Deployment settings.</summary>
public sealed record ComposeDeploy
{
    /// <summary>Gets the mode: <c>replicated</c>, <c>global</c>, …</summary>
    public string? Mode { get; init; }

    /// <summary>Gets the number of containers.</summary>
    public long? Replicas { get; init; }

    /// <summary>Gets the endpoint mode.</summary>
    public string? EndpointMode { get; init; }

    /// <summary>Gets the labels of the service itself.</summary>
    public ComposeMap<string> Labels { get; init; } = ComposeMap<string>.Empty;

    /// <summary>Gets the limits.</summary>
    public ComposeResources? Limits { get; init; }

    /// <summary>Gets the reservations.</summary>
    public ComposeResources? Reservations { get; init; }

    /// <summary>Gets the restart policy.</summary>
    public ComposeRestartPolicy? RestartPolicy { get; init; }

    /// <summary>Gets how updates are rolled out.</summary>
    public ComposeUpdateConfig? UpdateConfig { get; init; }

    /// <summary>Gets how updates are rolled back.</summary>
    public ComposeUpdateConfig? RollbackConfig { get; init; }

    /// <summary>Gets the placement constraints.</summary>
    public ComposeList<string> Constraints { get; init; } = ComposeList<string>.Empty;

    /// <summary>Gets what the containers are spread over.</summary>
    public ComposeList<string> SpreadPreferences { get; init; } = ComposeList<string>.Empty;

    /// <summary>Gets the largest number of containers on one node.</summary>
    public long? MaxReplicasPerNode { get; init; }
}
