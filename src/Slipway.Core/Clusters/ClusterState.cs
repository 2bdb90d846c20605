namespace Slipway.Core.Clusters;

/// <summary>Where a cluster stands.</summary>
public enum ClusterState
{
    /// <summary>A deployment is waiting or under way.</summary>
    Deploying,

    /// <summary>The last deployment ended well.</summary>
    Running,

    /// <summary>The last deployment failed; what ran before it still runs.</summary>
    Failed,

    /// <summary>It is being removed.</summary>
    Removing,
}
