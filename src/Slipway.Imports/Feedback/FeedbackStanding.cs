using System.Collections.Immutable;
using Slipway.Core.Clusters;
using Slipway.Core.Operations;

namespace Slipway.Imports.Feedback;

/// <summary>How an environment stands, as far as it is told.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Cluster">The cluster; null for one that is gone.</param>
/// <param name="Revision">Its current revision.</param>
/// <param name="Before">The one before.</param>
/// <param name="Deployed">Its last deployment.</param>
/// <param name="Superseded">Commits that newer work overtook.</param>
public sealed record FeedbackStanding(
    string Name, Cluster? Cluster, Revision? Revision, Revision? Before, ClusterOperation? Deployed, ImmutableArray<string> Superseded);
