using Slipway.Messaging;

namespace Slipway.Core.Messages;

/// <summary>Remove a cluster and what carries its id.</summary>
[Work("cluster.delete")]
public sealed record DeleteCluster(string ClusterId, string ClusterName, bool WithVolumes);
