using System.Collections.Immutable;

namespace Slipway.Api;

/// <summary>Asks for an environment of a repository: <c>POST /api/imports</c>.</summary>
public sealed record ImportRequest
{
    /// <summary>Gets the repository: an absolute local path (a directory inside of a repository is fine) or a Git URL.</summary>
    public required string Repository { get; init; }

    /// <summary>Gets the branch, tag or commit; null is what is checked out, or the default branch of a URL.</summary>
    public string? Ref { get; init; }

    /// <summary>Gets the environment's name; null takes the project's own, with the ref appended when that is not the default one.</summary>
    public string? Name { get; init; }

    /// <summary>Gets the kind of file. Default <c>compose</c>.</summary>
    public string Format { get; init; } = "compose";

    /// <summary>Gets the configuration files, relative to the directory; empty finds them by their usual names.</summary>
    public ImmutableArray<string> Files { get; init; } = [];

    /// <summary>Gets the active profiles.</summary>
    public ImmutableArray<string> Profiles { get; init; } = [];
}
