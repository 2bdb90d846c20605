using Slipway.Messaging;

namespace Slipway.Core.Messages;

/// <summary>The containers of a cluster are in line with a revision.</summary>
[Event("cluster.deployed")]
public sealed record ClusterDeployed(string ClusterId, string ClusterName, int Revision);
