using System.Collections.Immutable;

namespace Slipway.Imports.Repositories;

/// <summary>A repository whose pushes are followed, and which of its branches and pull requests get an environment.</summary>
public sealed record ConnectedRepository
{
    /// <summary>Gets the id, a version 7 UUID in 32 hexadecimal digits.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the repository: an absolute path or a URL, in normal form. Unique.</summary>
    public required string Address { get; init; }

    /// <summary>Gets its <c>owner/name</c> on GitHub; null where it is elsewhere. Unique, in lower case.</summary>
    public string? GitHubName { get; init; }

    /// <summary>Gets the format of its configuration.</summary>
    public required string Format { get; init; }

    /// <summary>Gets the directory inside it; empty is its root.</summary>
    public string Directory { get; init; } = string.Empty;

    /// <summary>Gets the globs of the branches that get an environment. <c>*</c> does not match <c>/</c>, <c>**</c> does; one that begins with <c>!</c> excludes.</summary>
    public ImmutableArray<string> Branches { get; init; } = [];

    /// <summary>Gets which pull requests get an environment.</summary>
    public PullRequestPolicy PullRequests { get; init; }

    /// <summary>Gets the label that a pull request must carry for <see cref="PullRequestPolicy.Labelled"/>.</summary>
    public string Label { get; init; } = DefaultLabel;

    /// <summary>Gets whether pull requests from forks get one as well. Their files and Dockerfiles are anybody's.</summary>
    public bool Forks { get; init; }

    /// <summary>Gets the configuration files; empty finds them by their usual names.</summary>
    public ImmutableArray<string> Files { get; init; } = [];

    /// <summary>Gets the active profiles.</summary>
    public ImmutableArray<string> Profiles { get; init; } = [];

    /// <summary>Gets the pattern of the environments' names: <c>{project}</c>, <c>{branch}</c>, <c>{number}</c>; null for the usual names.</summary>
    public string? NamePattern { get; init; }

    /// <summary>Gets how often its refs are looked at; a push that nobody reported is found then.</summary>
    public TimeSpan LookEvery { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Gets when it was connected.</summary>
    public required DateTimeOffset ConnectedAt { get; init; }

    /// <summary>Gets when its refs were last looked at; null for never.</summary>
    public DateTimeOffset? LookedAt { get; init; }

    /// <summary>Gets why the last look failed; null if it did not.</summary>
    public string? LookError { get; init; }

    /// <summary>The label of <see cref="Label"/> unless another is given.</summary>
    public const string DefaultLabel = "environment";
}
