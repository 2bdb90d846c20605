using Microsoft.EntityFrameworkCore;
using Slipway.Storage.Clusters;
using Slipway.Storage.Imports;
using Slipway.Storage.Operations;
using Slipway.Storage.Repositories;

namespace Slipway.Storage;

/// <summary>
/// The application's tables, on any database; each has a context of its own, since migrations belong to one. The tables of messages live
/// in the same database and belong to Slipway.Messaging.
/// </summary>
public abstract class SlipwayDbContext(DbContextOptions options) : DbContext(options)
{
    internal DbSet<ClusterRow> Clusters => Set<ClusterRow>();

    internal DbSet<ClusterBranchRow> ClusterBranches => Set<ClusterBranchRow>();

    internal DbSet<RevisionRow> Revisions => Set<RevisionRow>();

    internal DbSet<OperationRow> Operations => Set<OperationRow>();

    internal DbSet<ImportRow> Imports => Set<ImportRow>();

    internal DbSet<RepositoryRow> Repositories => Set<RepositoryRow>();

    internal DbSet<SeenRefRow> SeenRefs => Set<SeenRefRow>();

    internal DbSet<PullRequestRow> PullRequests => Set<PullRequestRow>();

    internal DbSet<WebhookDeliveryRow> WebhookDeliveries => Set<WebhookDeliveryRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(SlipwayDbContext).Assembly);
    }
}
