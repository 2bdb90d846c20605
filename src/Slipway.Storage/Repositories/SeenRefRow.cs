using Slipway.Imports.Repositories;

namespace Slipway.Storage.Repositories;

/// <summary>A row of <c>repository_ref</c>.</summary>
internal sealed class SeenRefRow
{
    public required string RepositoryId { get; init; }

    public required string Ref { get; init; }

    public required string Commit { get; set; }

    public DateTimeOffset SeenAt { get; set; }

    public SeenRef ToSeenRef() => new(RepositoryId, Ref, Commit, SeenAt);
}
