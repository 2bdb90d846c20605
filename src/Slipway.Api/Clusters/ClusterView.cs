using System.Collections.Immutable;

namespace Slipway.Api;

/// <summary>An environment: <c>GET /api/clusters</c>, <c>GET /api/clusters/NAME</c>.</summary>
public sealed record ClusterView
{
    /// <summary>Gets the id.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the name.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the state: <c>deploying</c>, <c>running</c>, <c>failed</c> or <c>removing</c>.</summary>
    public required string State { get; init; }

    /// <summary>Gets the repository; null for one that was made from configurations directly.</summary>
    public string? Repository { get; init; }

    /// <summary>Gets the directory inside the repository; empty is its root.</summary>
    public string Directory { get; init; } = string.Empty;

    /// <summary>Gets the ref that it follows.</summary>
    public string? Ref { get; init; }

    /// <summary>Gets the commit of the current revision.</summary>
    public string? Commit { get; init; }

    /// <summary>Gets the newest commit of its ref that was looked at, deployed or not.</summary>
    public string? SeenCommit { get; init; }

    /// <summary>Gets the pull request that it follows.</summary>
    public int? PullRequest { get; init; }

    /// <summary>Gets the id of the connected repository whose pushes it follows; null where none is connected.</summary>
    public string? RepositoryId { get; init; }

    /// <summary>Gets whether pushes are only noted, not deployed.</summary>
    public bool IsPaused { get; init; }

    /// <summary>Gets what is wrong with the files of <see cref="SeenCommit"/>; the last good revision runs on. Shown to people as the state <c>config error</c>.</summary>
    public ConfigurationProblemView? Problem { get; init; }

    /// <summary>Gets the format: <c>compose</c>, or <c>api</c>.</summary>
    public required string Format { get; init; }

    /// <summary>Gets the number of the current revision, from 1.</summary>
    public int Revision { get; init; }

    /// <summary>Gets the names of its instances.</summary>
    public ImmutableArray<string> Instances { get; init; } = [];

    /// <summary>Gets the addresses to open.</summary>
    public ImmutableArray<AddressView> Addresses { get; init; } = [];

    /// <summary>Gets warnings about its files.</summary>
    public ImmutableArray<DiagnosticView> Diagnostics { get; init; } = [];

    /// <summary>Gets why its last deployment failed.</summary>
    public FailureView? Failure { get; init; }

    /// <summary>Gets when it was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Gets when it last changed.</summary>
    public DateTimeOffset UpdatedAt { get; init; }
}
