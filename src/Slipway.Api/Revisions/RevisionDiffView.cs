using System.Collections.Immutable;

namespace Slipway.Api;

/// <summary>What differs between two revisions: <c>GET /api/clusters/NAME/revisions/diff?from=&amp;to=</c>.</summary>
/// <param name="Cluster">The environment.</param>
/// <param name="From">The number of the earlier one.</param>
/// <param name="To">The number of the later one.</param>
/// <param name="FromCommit">The commit of the earlier one.</param>
/// <param name="ToCommit">The commit of the later one.</param>
/// <param name="Instances">Every instance of the two.</param>
/// <param name="Resources">Every network and volume of the two that differs.</param>
/// <param name="Inputs">The files that differ.</param>
public sealed record RevisionDiffView(
    string Cluster,
    int From,
    int To,
    string? FromCommit,
    string? ToCommit,
    ImmutableArray<ChangeView> Instances,
    ImmutableArray<ChangeView> Resources,
    ImmutableArray<InputChangeView> Inputs);
