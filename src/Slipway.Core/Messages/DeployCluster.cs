using Slipway.Messaging;

namespace Slipway.Core.Messages;

/// <summary>Bring the containers of a cluster in line with a revision.</summary>
[Work("cluster.deploy")]
public sealed record DeployCluster(string ClusterId, string ClusterName, int Revision);
