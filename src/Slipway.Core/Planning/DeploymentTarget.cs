using System.Collections.Immutable;
using Slipway.Core.Configurations;

namespace Slipway.Core.Planning;

/// <summary>What a deployment is to reach: one revision of one cluster, with its files in place.</summary>
/// <param name="Owner">The cluster and revision.</param>
/// <param name="Set">The configurations, networks and volumes.</param>
/// <param name="RepositoryPaths">The host path of every repository path that is mounted.</param>
public sealed record DeploymentTarget(Ownership Owner, ConfigurationSet Set, ImmutableSortedDictionary<string, string> RepositoryPaths);
