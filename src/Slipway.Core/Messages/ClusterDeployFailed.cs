using Slipway.Messaging;

namespace Slipway.Core.Messages;

/// <summary>A deployment failed; what ran before it still runs.</summary>
[Event("cluster.deploy-failed")]
public sealed record ClusterDeployFailed(string ClusterId, string ClusterName, int Revision, string? Instance, string Reason);
