using System.Collections.Immutable;

namespace Slipway.Api;

/// <summary>A connected repository: <c>GET /api/repositories</c>, <c>GET /api/repositories/ID</c>.</summary>
public sealed record RepositoryView
{
    /// <summary>Gets the id.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the path or URL, without any password.</summary>
    public required string Repository { get; init; }

    /// <summary>Gets whether it is a path of the server's machine.</summary>
    public bool IsLocal { get; init; }

    /// <summary>Gets its <c>owner/name</c> on GitHub.</summary>
    public string? GitHub { get; init; }

    /// <summary>Gets the format: <c>compose</c>.</summary>
    public string Format { get; init; } = string.Empty;

    /// <summary>Gets the directory inside the repository; empty is its root.</summary>
    public string Directory { get; init; } = string.Empty;

    /// <summary>Gets the globs of the branches that get an environment; empty is the default branch.</summary>
    public ImmutableArray<string> Branches { get; init; } = [];

    /// <summary>Gets which pull requests get an environment: <c>none</c>, <c>all</c> or <c>labelled</c>.</summary>
    public string PullRequests { get; init; } = string.Empty;

    /// <summary>Gets the label for <c>labelled</c>.</summary>
    public string Label { get; init; } = string.Empty;

    /// <summary>Gets whether pull requests from forks get one as well.</summary>
    public bool Forks { get; init; }

    /// <summary>Gets the configuration files; empty finds them by their usual names.</summary>
    public ImmutableArray<string> Files { get; init; } = [];

    /// <summary>Gets the active profiles.</summary>
    public ImmutableArray<string> Profiles { get; init; } = [];

    /// <summary>Gets the pattern of the environments' names; null for the usual names.</summary>
    public string? NamePattern { get; init; }

    /// <summary>Gets how often its refs are looked at, in seconds.</summary>
    public double EverySeconds { get; init; }

    /// <summary>Gets when it was connected.</summary>
    public DateTimeOffset ConnectedAt { get; init; }

    /// <summary>Gets when its refs were last looked at; null for never.</summary>
    public DateTimeOffset? LookedAt { get; init; }

    /// <summary>Gets why the last look failed; null if it did not.</summary>
    public string? LookError { get; init; }

    /// <summary>Gets the names of the environments that follow it.</summary>
    public ImmutableArray<string> Environments { get; init; } = [];

    /// <summary>Gets what to set up at GitHub.</summary>
    public WebhookView? Webhook { get; init; }
}
