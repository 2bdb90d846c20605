using Slipway.Core.Configurations;
using Slipway.Core.Hashing;
using Slipway.Core.Messages;
using Slipway.Core.Operations;
using Slipway.Messaging;

namespace Slipway.Core.Clusters;

/// <summary>What can be asked of clusters directly, without any configuration file. Scoped; each call commits.</summary>
public sealed class ClusterRequests(IClusterStore clusters, IOperationStore operations, IMessageSession session, TimeProvider time)
{
    /// <summary>The format of clusters that were made from runnable configurations directly.</summary>
    public const string DirectFormat = "api";

    /// <summary>Creates a cluster, or brings the one of that name to these configurations.</summary>
    /// <returns>The operation's id; null when the name belongs to a cluster that follows a repository.</returns>
    public async Task<string?> PutAsync(string name, ConfigurationSet set, CancellationToken cancellationToken)
    {
        var existing = await clusters.FindByNameAsync(name, cancellationToken).ConfigureAwait(false);
        if (existing is { Format: not DirectFormat })
        {
            return null;
        }

        var now = time.GetUtcNow();
        var cluster = existing is null
            ? new Cluster
            {
                Id = Guid.CreateVersion7(now).ToString("N"),
                Name = name,
                Format = DirectFormat,
                Revision = 1,
                State = ClusterState.Deploying,
                CreatedAt = now,
                UpdatedAt = now,
            }
            : existing with { Revision = existing.Revision + 1, State = ClusterState.Deploying, UpdatedAt = now };
        clusters.Add(new Revision
        {
            ClusterId = cluster.Id,
            Number = cluster.Revision,
            Commit = string.Empty,
            Set = set,
            ContentHash = ContentHash.Of(set),
            CreatedAt = now,
        });
        if (existing is null)
        {
            clusters.Add(cluster);
            session.Publish(new ClusterCreated(cluster.Id, cluster.Name, cluster.Revision));
        }
        else
        {
            clusters.Update(cluster);
            session.Publish(new ClusterUpdated(cluster.Id, cluster.Name, cluster.Revision));
        }

        return await CommitAsync(cluster, existing is null ? OperationKind.Create : OperationKind.Update, now, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Asks for the removal of a cluster.</summary>
    /// <returns>The operation's id.</returns>
    public Task<string> DeleteAsync(Cluster cluster, bool withVolumes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        var now = time.GetUtcNow();
        clusters.Update(cluster with { State = ClusterState.Removing, UpdatedAt = now });
        session.Send(new DeleteCluster(cluster.Id, cluster.Name, withVolumes));
        return CommitAsync(cluster, OperationKind.Remove, now, cancellationToken);
    }

    private async Task<string> CommitAsync(Cluster cluster, OperationKind kind, DateTimeOffset now, CancellationToken cancellationToken)
    {
        operations.Add(new ClusterOperation
        {
            Id = session.CorrelationId,
            Kind = kind,
            State = OperationState.Running,
            ClusterId = cluster.Id,
            ClusterName = cluster.Name,
            StartedAt = now,
        });
        await session.CommitAsync(cancellationToken).ConfigureAwait(false);
        return session.CorrelationId;
    }
}
