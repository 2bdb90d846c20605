using Slipway.Messaging;

namespace Slipway.Core.Messages;

/// <summary>A cluster is to be brought in line with a revision: a new one, or the same one asked for again.</summary>
[Event("cluster.updated")]
public sealed record ClusterUpdated(string ClusterId, string ClusterName, int Revision);
