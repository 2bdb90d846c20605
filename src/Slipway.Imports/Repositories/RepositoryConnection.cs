using System.Collections.Immutable;

namespace Slipway.Imports.Repositories;

/// <summary>A repository that is to be connected, and which of its branches and pull requests get an environment.</summary>
/// <param name="Requested">The path or URL that was named.</param>
public sealed record RepositoryConnection(string Requested)
{
    /// <summary>Gets the format of its configuration.</summary>
    public string Format { get; init; } = "compose";

    /// <summary>Gets the globs of the branches that get an environment, as in <see cref="ConnectedRepository.Branches"/>; empty is the default branch.</summary>
    public ImmutableArray<string> Branches { get; init; } = [];

    /// <summary>Gets which pull requests get an environment.</summary>
    public PullRequestPolicy PullRequests { get; init; }

    /// <summary>Gets the label that a pull request must carry for <see cref="PullRequestPolicy.Labelled"/>.</summary>
    public string Label { get; init; } = ConnectedRepository.DefaultLabel;

    /// <summary>Gets whether pull requests from forks get one as well.</summary>
    public bool Forks { get; init; }

    /// <summary>Gets the configuration files; empty finds them by their usual names.</summary>
    public ImmutableArray<string> Files { get; init; } = [];

    /// <summary>Gets the active profiles.</summary>
    public ImmutableArray<string> Profiles { get; init; } = [];

    /// <summary>Gets the pattern of the environments' names: <c>{project}</c>, <c>{branch}</c>, <c>{number}</c>; null for the usual names.</summary>
    public string? NamePattern { get; init; }

    /// <summary>Gets how often its refs are looked at; null is every 5 minutes. At least 5 seconds, at most a day.</summary>
    public TimeSpan? LookEvery { get; init; }

    /// <summary>Gets its <c>owner/name</c> on GitHub; null takes the one of its address, where that is on github.com.</summary>
    public string? GitHubName { get; init; }
}
