using Slipway.Core.Clusters;

namespace Slipway.Core.Deploying;

/// <summary>One deployment to be done.</summary>
/// <param name="OperationId">The operation that it belongs to; empty for none.</param>
/// <param name="Cluster">The cluster.</param>
/// <param name="Revision">The revision to bring it in line with.</param>
public sealed record DeployJob(string OperationId, Cluster Cluster, Revision Revision)
{
    /// <summary>Gets how earlier revisions are found by their number, so that the plan tells what differs. Default: none is known.</summary>
    public Func<int, CancellationToken, Task<Revision?>> FindRevision { get; init; } = (_, _) => Task.FromResult<Revision?>(null);

    /// <summary>
    /// Gets whether it is cancelled because newer work has overtaken it: then it leaves what ran before. Otherwise (the server stops) it leaves
    /// everything as it stands, since the next attempt goes on there, perhaps already in another process.
    /// </summary>
    public Func<bool> IsOvertaken { get; init; } = () => false;
}
