using Slipway.Core.Clusters;

namespace Slipway.Storage.Clusters;

/// <summary>A row of <c>cluster</c>.</summary>
internal sealed class ClusterRow
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Format { get; init; }

    public ClusterSource? Source { get; set; }

    public int Revision { get; set; }

    public ClusterState State { get; set; }

    public string? SeenCommit { get; set; }

    public bool IsPaused { get; set; }

    public ConfigurationProblem? Problem { get; set; }

    /// <summary>Gets or sets the branches that it is made from, its own first.</summary>
    public List<ClusterBranchRow> Branches { get; set; } = [];

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>Gets or sets the concurrency token.</summary>
    public int Version { get; set; }

    public static ClusterRow Of(Cluster cluster) => new()
    {
        Id = cluster.Id,
        Name = cluster.Name,
        Format = cluster.Format,
        Source = cluster.Source,
        Revision = cluster.Revision,
        State = cluster.State,
        SeenCommit = cluster.SeenCommit,
        IsPaused = cluster.IsPaused,
        Problem = cluster.Problem,
        Branches = [.. ClusterBranchRow.Of(cluster)],
        CreatedAt = cluster.CreatedAt,
        UpdatedAt = cluster.UpdatedAt,
    };

    public Cluster ToCluster() => new()
    {
        Id = Id,
        Name = Name,
        Format = Format,
        Source = Source,
        Revision = Revision,
        State = State,
        SeenCommit = SeenCommit,
        IsPaused = IsPaused,
        Problem = Problem,
        OtherSources = [.. Branches.Where(b => !b.IsOwn).Select(b => new TrackedSource(b.Repository, b.Ref, b.SeenCommit))],
        CreatedAt = CreatedAt,
        UpdatedAt = UpdatedAt,
    };

    public void Take(Cluster cluster)
    {
        Source = cluster.Source;
        Revision = cluster.Revision;
        State = cluster.State;
        SeenCommit = cluster.SeenCommit;
        IsPaused = cluster.IsPaused;
        Problem = cluster.Problem;
        var branches = ClusterBranchRow.Of(cluster).ToList();
        if (!branches.Select(b => b.Key).SequenceEqual(Branches.Select(b => b.Key)))
        {
            Branches = branches;
        }
        else
        {
            foreach (var (row, branch) in Branches.Zip(branches))
            {
                row.SeenCommit = branch.SeenCommit;
            }
        }

        UpdatedAt = cluster.UpdatedAt;
        Version++;
    }
}
