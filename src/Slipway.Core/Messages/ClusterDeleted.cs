using Slipway.Messaging;

namespace Slipway.Core.Messages;

/// <summary>A cluster is gone.</summary>
[Event("cluster.deleted")]
public sealed record ClusterDeleted(string ClusterId, string ClusterName);
