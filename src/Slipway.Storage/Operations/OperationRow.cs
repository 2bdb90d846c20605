using System.Collections.Immutable;
using Slipway.Core.Diagnostics;
using Slipway.Core.Operations;

namespace Slipway.Storage.Operations;

/// <summary>A row of <c>operation</c>.</summary>
internal sealed class OperationRow
{
    public required string Id { get; init; }

    public OperationKind Kind { get; init; }

    public OperationState State { get; set; }

    public string? ClusterId { get; set; }

    public string? ClusterName { get; set; }

    public string? Commit { get; set; }

    public bool HasBegun { get; set; }

    public ImmutableArray<Diagnostic> Diagnostics { get; set; } = [];

    public ImmutableArray<string> Notices { get; set; } = [];

    public OperationFailure? Failure { get; set; }

    public DeploymentRecord? Deployment { get; set; }

    public DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>Gets or sets the concurrency token.</summary>
    public int Version { get; set; }

    public static OperationRow Of(ClusterOperation operation)
    {
        var row = new OperationRow { Id = operation.Id, Kind = operation.Kind, StartedAt = operation.StartedAt };
        row.Take(operation);
        return row;
    }

    public ClusterOperation ToOperation() => new()
    {
        Id = Id,
        Kind = Kind,
        State = State,
        ClusterId = ClusterId,
        ClusterName = ClusterName,
        Commit = Commit,
        HasBegun = HasBegun,
        Diagnostics = Diagnostics,
        Notices = Notices,
        Failure = Failure,
        Deployment = Deployment,
        StartedAt = StartedAt,
        FinishedAt = FinishedAt,
    };

    public void Take(ClusterOperation operation)
    {
        State = operation.State;
        ClusterId = operation.ClusterId;
        ClusterName = operation.ClusterName;
        Commit = operation.Commit;
        HasBegun = operation.HasBegun;
        Diagnostics = operation.Diagnostics;
        Notices = operation.Notices;
        Failure = operation.Failure;
        Deployment = operation.Deployment;
        FinishedAt = operation.FinishedAt;
        Version++;
    }
}
