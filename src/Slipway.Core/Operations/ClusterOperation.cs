using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Slipway.Core.Diagnostics;

namespace Slipway.Core.Operations;

/// <summary>One run of a flow as its user sees it, from the request to the end. Its id is the correlation id of all its messages.</summary>
public sealed record ClusterOperation
{
    /// <summary>Gets the id.</summary>
    public required string Id { get; init; }

    /// <summary>Gets what was asked for.</summary>
    public required OperationKind Kind { get; init; }

    /// <summary>Gets where it stands.</summary>
    public required OperationState State { get; init; }

    /// <summary>Gets the cluster's id, once known.</summary>
    public string? ClusterId { get; init; }

    /// <summary>Gets the cluster's name, once known.</summary>
    public string? ClusterName { get; init; }

    /// <summary>Gets the commit, once known.</summary>
    public string? Commit { get; init; }

    /// <summary>Gets whether a push was taken up: its cluster moved for it. A second delivery must not take that for the work of another push.</summary>
    public bool HasBegun { get; init; }

    /// <summary>Gets findings about the user's files.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; init; } = [];

    /// <summary>Gets what the user should know.</summary>
    public ImmutableArray<string> Notices { get; init; } = [];

    /// <summary>
    /// Gets whether it has ended for good, so that a message of it that is delivered once more must change nothing. One that failed has not: what was given up
    /// may be replayed.
    /// </summary>
    [JsonIgnore]
    public bool IsSettled => State is OperationState.Succeeded or OperationState.Superseded or OperationState.Rejected;

    /// <summary>Gets why it failed.</summary>
    public OperationFailure? Failure { get; init; }

    /// <summary>Gets what the deployment did; null before it ended.</summary>
    public DeploymentRecord? Deployment { get; init; }

    /// <summary>Gets when it was asked for.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Gets when it ended.</summary>
    public DateTimeOffset? FinishedAt { get; init; }
}
