using Slipway.Messaging;

namespace Slipway.Core.Messages;

/// <summary>A cluster is gone.</summary>
[Event("cluster.deleted")]
public sealed record ClusterDeleted(string ClusterId, string ClusterName)
{
    /// <summary>Gets the repository that it followed; null for one made directly.</summary>
    public string? Repository { get; init; }

    /// <summary>Gets the ref that it followed.</summary>
    public string? Ref { get; init; }
}
