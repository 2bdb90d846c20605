using Slipway.Core.Clusters;
using Slipway.Core.Sources;
using Slipway.Imports.Formats;

namespace Slipway.Imports.Flow;

/// <summary>What an import's files gave, and where they came from.</summary>
public sealed record ParsedImport(ClusterSource Source, ResolvedCommit Resolved, ParsedFormat Format);
