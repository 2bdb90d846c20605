using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Slipway.Storage.Clusters;

internal sealed class ClusterRowMapping : IEntityTypeConfiguration<ClusterRow>
{
    public void Configure(EntityTypeBuilder<ClusterRow> builder)
    {
        builder.ToTable("cluster");
        builder.HasKey(c => c.Id);
        builder.Property(c => c.Id).HasColumnName("id").HasMaxLength(32);
        builder.Property(c => c.Name).HasColumnName("name").HasMaxLength(200);
        builder.HasIndex(c => c.Name).IsUnique();
        builder.Property(c => c.Format).HasColumnName("format").HasMaxLength(40);
        builder.Property(c => c.Source).HasColumnName("source").AsJson();
        builder.Property(c => c.Revision).HasColumnName("revision");
        builder.Property(c => c.State).HasColumnName("state").HasConversion<string>().HasMaxLength(20);
        builder.Property(c => c.SeenCommit).HasColumnName("seen_commit").HasMaxLength(64);
        builder.Property(c => c.IsPaused).HasColumnName("is_paused");
        builder.Property(c => c.Problem).HasColumnName("problem").AsJson();
        builder.HasMany(c => c.Branches).WithOne().HasForeignKey(b => b.ClusterId).OnDelete(DeleteBehavior.Cascade);
        builder.Navigation(c => c.Branches).AutoInclude();
        builder.Property(c => c.CreatedAt).HasColumnName("created_at").AsMicroseconds();
        builder.Property(c => c.UpdatedAt).HasColumnName("updated_at").AsMicroseconds();
        builder.Property(c => c.Version).HasColumnName("version").IsConcurrencyToken();
    }
}
