using System.Collections.Immutable;

namespace Slipway.Api;

/// <summary>Connects a repository, or changes what is followed of one that is connected: <c>POST /api/repositories</c>.</summary>
public sealed record ConnectRequest
{
    /// <summary>Gets the repository: an absolute local path (a directory inside of a repository is fine) or a Git URL.</summary>
    public required string Repository { get; init; }

    /// <summary>Gets its <c>owner/name</c> on GitHub; null takes it from a URL at github.com.</summary>
    public string? GitHub { get; init; }

    /// <summary>Gets the globs of the branches that get an environment (<c>*</c> does not match <c>/</c>, <c>**</c> does, <c>!</c> in front excludes); empty is the default branch.</summary>
    public ImmutableArray<string> Branches { get; init; } = [];

    /// <summary>Gets which pull requests get an environment: <c>none</c> (default), <c>all</c> or <c>labelled</c>.</summary>
    public string? PullRequests { get; init; }

    /// <summary>Gets the label that a pull request must carry for <c>labelled</c>. Default <c>environment</c>.</summary>
    public string? Label { get; init; }

    /// <summary>Gets whether pull requests from forks get one as well. Their files and Dockerfiles are anybody's.</summary>
    public bool Forks { get; init; }

    /// <summary>Gets the kind of file. Default <c>compose</c>.</summary>
    public string? Format { get; init; }

    /// <summary>Gets the configuration files, relative to the directory; empty finds them by their usual names.</summary>
    public ImmutableArray<string> Files { get; init; } = [];

    /// <summary>Gets the active profiles.</summary>
    public ImmutableArray<string> Profiles { get; init; } = [];

    /// <summary>Gets the pattern of the environments' names, with <c>{project}</c>, <c>{branch}</c> and <c>{number}</c>; null for the usual names.</summary>
    public string? NamePattern { get; init; }

    /// <summary>Gets how often its refs are looked at, in seconds; null for 300.</summary>
    public double? EverySeconds { get; init; }
}
