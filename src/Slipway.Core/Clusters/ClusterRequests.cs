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
            session.Overtake<DeployCluster>(ClusterKeys.Of(cluster.Name));
            session.Publish(new ClusterUpdated(cluster.Id, cluster.Name, cluster.Revision));
        }

        return await CommitAsync(cluster, existing is null ? OperationKind.Create : OperationKind.Update, now, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Asks for the current revision once more, which brings back what was changed by hand or has failed.</summary>
    /// <returns>The operation's id.</returns>
    public Task<string> RedeployAsync(Cluster cluster, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        var now = time.GetUtcNow();
        clusters.Update(cluster with { State = ClusterState.Deploying, UpdatedAt = now });
        session.Publish(new ClusterUpdated(cluster.Id, cluster.Name, cluster.Revision));
        return CommitAsync(cluster, OperationKind.Redeploy, now, cancellationToken);
    }

    /// <summary>
    /// Makes the content of an earlier revision the next one, and overtakes a deployment that waits or runs. What was seen of the repository stays
    /// as it is, so that nothing undoes it before the next push.
    /// </summary>
    /// <returns>The operation's id; null when there is no such revision.</returns>
    public async Task<string?> RollbackAsync(Cluster cluster, int revision, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        if (await clusters.FindRevisionAsync(cluster.Id, revision, cancellationToken).ConfigureAwait(false) is not { } earlier)
        {
            return null;
        }

        var now = time.GetUtcNow();
        var next = cluster with { Revision = cluster.Revision + 1, State = ClusterState.Deploying, UpdatedAt = now };
        clusters.Add(earlier with { Number = next.Revision, CreatedAt = now });
        clusters.Update(next);
        session.Overtake<DeployCluster>(ClusterKeys.Of(cluster.Name));
        session.Publish(new ClusterUpdated(next.Id, next.Name, next.Revision));
        return await CommitAsync(next, OperationKind.Rollback, now, cancellationToken, earlier.Commit).ConfigureAwait(false);
    }

    /// <summary>Lets pushes be noted only, until the cluster is resumed. A deployment that is under way goes on.</summary>
    public Task PauseAsync(Cluster cluster, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        clusters.Update(cluster with { IsPaused = true, UpdatedAt = time.GetUtcNow() });
        return session.CommitAsync(cancellationToken);
    }

    /// <summary>Asks for the removal of a cluster. It waits for no deployment: one that is under way is overtaken.</summary>
    /// <returns>The operation's id.</returns>
    public Task<string> DeleteAsync(Cluster cluster, bool withVolumes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        var now = time.GetUtcNow();
        clusters.Update(cluster with { State = ClusterState.Removing, UpdatedAt = now });
        session.Overtake<DeployCluster>(ClusterKeys.Of(cluster.Name));
        session.Send(new DeleteCluster(cluster.Id, cluster.Name, withVolumes));
        return CommitAsync(cluster, OperationKind.Remove, now, cancellationToken);
    }

    private async Task<string> CommitAsync(Cluster cluster, OperationKind kind, DateTimeOffset now, CancellationToken cancellationToken, string? commit = null)
    {
        operations.Add(new ClusterOperation
        {
            Id = session.CorrelationId,
            Kind = kind,
            State = OperationState.Running,
            ClusterId = cluster.Id,
            ClusterName = cluster.Name,
            Commit = string.IsNullOrEmpty(commit) ? null : commit,
            StartedAt = now,
        });
        await session.CommitAsync(cancellationToken).ConfigureAwait(false);
        return session.CorrelationId;
    }
}
