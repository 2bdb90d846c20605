using Slipway.Core.Clusters;
using Slipway.Core.Hashing;
using Slipway.Core.Messages;
using Slipway.Core.Operations;
using Slipway.Imports.Formats;
using Slipway.Imports.Requests;
using Slipway.Messaging;

namespace Slipway.Imports.Flow;

/// <summary>Writes a parsed configuration as a revision of its cluster and joins the core flow. Safe to run twice: an equal revision is not written again.</summary>
public sealed class CreateClusterHandler<TFormat>(IImportStore imports, IOperationStore operations, IClusterStore clusters, TimeProvider time)
    : IHandle<CreateCluster<TFormat>>
    where TFormat : IFormat
{
    public async Task HandleAsync(CreateCluster<TFormat> message, HandlerContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(context);
        var import = await imports.FindAsync(message.ImportId, cancellationToken).ConfigureAwait(false);
        var parsed = import?.Parsed ?? throw new PermanentFailureException($"import {message.ImportId} has no parsed configuration");
        var operation = await operations.FindAsync(message.ImportId, cancellationToken).ConfigureAwait(false);
        var existing = await clusters.FindByNameAsync(parsed.ClusterName, cancellationToken).ConfigureAwait(false);
        var cluster = existing is null ? Create(parsed) : await UpdateAsync(existing, parsed, cancellationToken).ConfigureAwait(false);

        if (existing is null)
        {
            context.Note("created, revision 1");
            context.Publish(new ClusterCreated(cluster.Id, cluster.Name, cluster.Revision));
        }
        else
        {
            context.Note(existing.Revision == cluster.Revision ? $"revision {cluster.Revision} is the same" : $"revision {cluster.Revision}");
            context.Publish(new ClusterUpdated(cluster.Id, cluster.Name, cluster.Revision));
        }

        if (operation is not null)
        {
            operations.Update(operation with { ClusterId = cluster.Id });
        }
    }

    private Cluster Create(ParsedConfiguration parsed)
    {
        var now = time.GetUtcNow();
        var cluster = new Cluster
        {
            Id = Guid.CreateVersion7(now).ToString("N"),
            Name = parsed.ClusterName,
            Format = TFormat.Name,
            Source = parsed.Source,
            Revision = 1,
            State = ClusterState.Deploying,
            CreatedAt = now,
            UpdatedAt = now,
        };
        clusters.Add(cluster);
        clusters.Add(RevisionOf(cluster, parsed, now));
        return cluster;
    }

    private async Task<Cluster> UpdateAsync(Cluster existing, ParsedConfiguration parsed, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var current = await clusters.FindRevisionAsync(existing.Id, existing.Revision, cancellationToken).ConfigureAwait(false);
        var isSame = current?.Commit == parsed.Commit && current.ContentHash == ContentHash.Of(parsed.Set);
        var cluster = existing with
        {
            Source = parsed.Source,
            Revision = isSame ? existing.Revision : existing.Revision + 1,
            State = ClusterState.Deploying,
            UpdatedAt = now,
        };
        clusters.Update(cluster);
        if (!isSame)
        {
            clusters.Add(RevisionOf(cluster, parsed, now));
        }

        return cluster;
    }

    private static Revision RevisionOf(Cluster cluster, ParsedConfiguration parsed, DateTimeOffset now) => new()
    {
        ClusterId = cluster.Id,
        Number = cluster.Revision,
        Commit = parsed.Commit,
        Set = parsed.Set,
        ContentHash = ContentHash.Of(parsed.Set),
        Inputs = parsed.Inputs,
        Diagnostics = parsed.Diagnostics,
        CreatedAt = now,
    };
}
