using System.Collections.Immutable;

namespace Slipway.Imports.Repositories;

/// <summary>A pull request of a connected repository, as far as a webhook told of it.</summary>
public sealed record PullRequest
{
    /// <summary>Gets the repository.</summary>
    public required string RepositoryId { get; init; }

    /// <summary>Gets the number.</summary>
    public required int Number { get; init; }

    /// <summary>Gets the newest commit.</summary>
    public required string Commit { get; init; }

    /// <summary>Gets the branch that it comes from.</summary>
    public required string Branch { get; init; }

    /// <summary>Gets whether it comes from another repository.</summary>
    public bool IsFork { get; init; }

    /// <summary>Gets the labels.</summary>
    public ImmutableArray<string> Labels { get; init; } = [];

    /// <summary>Gets whether it is open.</summary>
    public required bool IsOpen { get; init; }

    /// <summary>Gets the id of our comment on it; null before there is one.</summary>
    public long? CommentId { get; init; }

    /// <summary>Gets the ref under which its commits are found.</summary>
    public string Ref => $"refs/pull/{Number}/head";
}
