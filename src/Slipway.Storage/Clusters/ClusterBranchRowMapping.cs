using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Slipway.Storage.Clusters;

internal sealed class ClusterBranchRowMapping : IEntityTypeConfiguration<ClusterBranchRow>
{
    public void Configure(EntityTypeBuilder<ClusterBranchRow> builder)
    {
        builder.ToTable("cluster_branch");
        builder.HasKey(b => b.Id);
        builder.Property(b => b.Id).HasColumnName("id");
        builder.Property(b => b.ClusterId).HasColumnName("cluster_id").HasMaxLength(32);
        builder.Property(b => b.Repository).HasColumnName("repository").HasMaxLength(2000);
        builder.Property(b => b.Ref).HasColumnName("ref").HasMaxLength(1000);
        builder.Property(b => b.IsOwn).HasColumnName("is_own");
        builder.Property(b => b.SeenCommit).HasColumnName("seen_commit").HasMaxLength(64);
        builder.Ignore(b => b.Key);
        builder.HasIndex(b => new { b.Repository, b.Ref });
    }
}
