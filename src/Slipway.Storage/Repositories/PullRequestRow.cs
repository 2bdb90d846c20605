using Slipway.Imports.Repositories;

namespace Slipway.Storage.Repositories;

/// <summary>A row of <c>pull_request</c>.</summary>
internal sealed class PullRequestRow
{
    public required string RepositoryId { get; init; }

    public required int Number { get; init; }

    public bool IsOpen { get; set; }

    public required PullRequest Document { get; set; }

    /// <summary>Gets or sets the concurrency token.</summary>
    public int Version { get; set; }
}
