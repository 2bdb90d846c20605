using System.Collections.Immutable;
using Slipway.Core.Clusters;
using Slipway.Core.Configurations;
using Slipway.Core.Diagnostics;

namespace Slipway.Storage.Clusters;

/// <summary>A row of <c>revision</c>; never changed.</summary>
internal sealed class RevisionRow
{
    public required string ClusterId { get; init; }

    public int Number { get; init; }

    public required string Commit { get; init; }

    public required ConfigurationSet Set { get; init; }

    public required string ContentHash { get; init; }

    public ImmutableArray<InputFile> Inputs { get; init; } = [];

    public ImmutableArray<Diagnostic> Diagnostics { get; init; } = [];

    public DateTimeOffset CreatedAt { get; init; }

    public static RevisionRow Of(Revision revision) => new()
    {
        ClusterId = revision.ClusterId,
        Number = revision.Number,
        Commit = revision.Commit,
        Set = revision.Set,
        ContentHash = revision.ContentHash,
        Inputs = revision.Inputs,
        Diagnostics = revision.Diagnostics,
        CreatedAt = revision.CreatedAt,
    };

    public Revision ToRevision() => new()
    {
        ClusterId = ClusterId,
        Number = Number,
        Commit = Commit,
        Set = Set,
        ContentHash = ContentHash,
        Inputs = Inputs,
        Diagnostics = Diagnostics,
        CreatedAt = CreatedAt,
    };
}
