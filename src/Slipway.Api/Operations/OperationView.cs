using System.Collections.Immutable;

namespace Slipway.Api;

/// <summary>Everything that is known of one run of a flow at one moment. A stream sends a whole new one on every change.</summary>
public sealed record OperationView
{
    /// <summary>Gets the id, which is also the correlation id of its messages.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the kind: <c>import</c>, <c>create</c>, <c>update</c>, <c>push</c>, <c>redeploy</c>, <c>rollback</c> or <c>remove</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Gets where it stands; see <see cref="OperationStates"/>.</summary>
    public required string State { get; init; }

    /// <summary>Gets a number that grows with each view of one stream.</summary>
    public long Version { get; init; }

    /// <summary>Gets what is being done, in one line: <c>fetching the repository</c>.</summary>
    public string Phase { get; init; } = string.Empty;

    /// <summary>Gets the environment's name, once known.</summary>
    public string? Cluster { get; init; }

    /// <summary>Gets the commit, once known.</summary>
    public string? Commit { get; init; }

    /// <summary>Gets findings about the user's files, errors first.</summary>
    public ImmutableArray<DiagnosticView> Diagnostics { get; init; } = [];

    /// <summary>Gets what the user should know: another port than written, uncommitted changes left out.</summary>
    public ImmutableArray<string> Notices { get; init; } = [];

    /// <summary>Gets the progress of each instance.</summary>
    public ImmutableArray<InstanceView> Instances { get; init; } = [];

    /// <summary>Gets what the deployment does, once planned.</summary>
    public PlanSummary? Plan { get; init; }

    /// <summary>Gets why it failed.</summary>
    public FailureView? Failure { get; init; }

    /// <summary>Gets the addresses to open, once deployed.</summary>
    public ImmutableArray<AddressView> Addresses { get; init; } = [];

    /// <summary>Gets when it was asked for.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>Gets when it ended.</summary>
    public DateTimeOffset? FinishedAt { get; init; }
}
