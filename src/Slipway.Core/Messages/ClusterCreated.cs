using Slipway.Messaging;

namespace Slipway.Core.Messages;

/// <summary>A cluster and its first revision exist.</summary>
[Event("cluster.created")]
public sealed record ClusterCreated(string ClusterId, string ClusterName, int Revision);
