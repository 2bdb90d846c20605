using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Slipway.Storage.Clusters;

internal sealed class RevisionRowMapping : IEntityTypeConfiguration<RevisionRow>
{
    public void Configure(EntityTypeBuilder<RevisionRow> builder)
    {
        builder.ToTable("revision");
        builder.HasKey(r => new { r.ClusterId, r.Number });
        builder.HasOne<ClusterRow>().WithMany().HasForeignKey(r => r.ClusterId).OnDelete(DeleteBehavior.Cascade);
        builder.Property(r => r.ClusterId).HasColumnName("cluster_id").HasMaxLength(32);
        builder.Property(r => r.Number).HasColumnName("number");
        builder.Property(r => r.Commit).HasColumnName("commit_id").HasMaxLength(64);
        builder.Property(r => r.Set).HasColumnName("configurations").AsJson();
        builder.Property(r => r.ContentHash).HasColumnName("content_hash").HasMaxLength(64);
        builder.Property(r => r.Inputs).HasColumnName("inputs").AsJson();
        builder.Property(r => r.Diagnostics).HasColumnName("diagnostics").AsJson();
        builder.Property(r => r.CreatedAt).HasColumnName("created_at").AsMicroseconds();
    }
}
